import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import type { ExperimentOutput } from '#lib/experiments/experiment-schema.ts';
import {
  type DatasetTarget,
  datasetTarget,
  type OutputTarget,
  outputTarget,
  type ShareTarget,
  shareTarget,
} from '../access-target.ts';

export const place = { portalUrl: 'https://data.example.org', workspaceId: 'a'.repeat(32) };
const at = '2026-10-14T09:12:00.000Z';
const owner = { id: null, displayName: 'Ada' };

export function makeVersion(given: Partial<DatasetVersion> = {}): DatasetVersion {
  const file = { path: 'rain.csv', size: 4, md5: null, etag: '"1"', contentType: 'text/csv' };
  const version: DatasetVersion = {
    id: 'x.v2',
    n: 2,
    dataTypeId: 'GenericCSV',
    size: 4,
    owner,
    origin: 'upload',
    createdAt: at,
    fileCount: given.files?.length ?? 1,
    files: [file],
  };
  return { ...version, ...given };
}

export function makeDataset(given: Partial<Dataset> = {}): Dataset {
  const newest = given.newest ?? makeVersion();
  return {
    id: 'd'.repeat(32),
    workspaceId: place.workspaceId,
    name: 'Rain',
    dataTypeId: newest.dataTypeId,
    size: newest.size,
    version: newest.n,
    fileCount: newest.files.length,
    owner,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    purgeAt: null,
    description: '',
    newest,
    ...given,
  };
}

export function makeDatasetTarget(given: Partial<DatasetTarget> = {}): DatasetTarget {
  const dataset = makeDataset();
  return { ...datasetTarget(place, dataset, dataset.newest), ...given };
}

export function makeOutputTarget(given: Partial<ExperimentOutput> = {}, superseded = false): OutputTarget {
  const output: ExperimentOutput = {
    id: 'f'.repeat(32),
    nodeId: 'convert-1',
    portName: 'Results dataset',
    dataTypeId: 'GenericCSV',
    fileName: 'converted.csv',
    contentType: 'text/csv',
    size: 4,
    md5: null,
    etag: '"1"',
    createdAt: at,
    ...given,
  };
  const experiment = { home: 'b'.repeat(32), experimentId: 'e'.repeat(32), run: 3, superseded };
  return outputTarget({ ...place, ...experiment }, output);
}

export function makeShareTarget(
  given: Partial<Parameters<typeof shareTarget>[1]> = {},
  hasPassword = false,
): ShareTarget {
  const link = { portalUrl: place.portalUrl, code: 'sl_Vb7', hasPassword };
  return shareTarget(link, {
    name: 'Rain',
    dataTypeId: 'GenericCSV',
    files: [{ path: 'rain.csv' }],
    ...given,
  });
}
