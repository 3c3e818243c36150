import { createDatasource } from './create-datasource.ts';
import { listStudioExperiments, readOutputData } from './experiments.ts';
import { getDatasource, listDatasources } from './list-datasources.ts';
import { openResourceUpload, receiveChunk } from './receive-chunks.ts';
import { studioRoute } from './studio-route.ts';

/** The routes of the Studio (classic) API, by what they do. */
export const studio = {
  listDatasources: studioRoute('listDatasources', listDatasources),
  getDatasource: studioRoute('getDatasource', getDatasource),
  openResourceUpload: studioRoute('openResourceUpload', openResourceUpload),
  receiveChunk: studioRoute('receiveChunk', receiveChunk),
  createDatasource: studioRoute('createDatasource', createDatasource),
  listExperiments: studioRoute('listExperiments', listStudioExperiments),
  readOutputData: studioRoute('readOutputData', readOutputData),
};
