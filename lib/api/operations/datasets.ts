import { z } from 'zod';
import { activityPageSchema } from '#lib/audit/activity-schema.ts';
import {
  datasetIdSchema,
  datasetPageSchema,
  datasetSchema,
  filePageSchema,
  filePathSchema,
  issueReadKeysSchema,
  listDatasetsQuerySchema,
  listFilesQuerySchema,
  listVersionsQuerySchema,
  readKeySchema,
  readKeysSchema,
  updateDatasetSchema,
  versionNumberSchema,
  versionPageSchema,
} from '#lib/datasets/dataset-schema.ts';
import type { OperationId } from '../routes.ts';
import type { Operation } from './operation.ts';
import { inWorkspace } from './params.ts';

const onDataset = inWorkspace.extend({ datasetId: datasetIdSchema });
const onVersion = onDataset.extend({ n: versionNumberSchema });

export const datasetsOperations = {
  listDatasets: {
    summary: 'Datasets of a workspace, newest version of each',
    tag: 'Datasets',
    access: 'dataset.read',
    params: inWorkspace,
    query: listDatasetsQuerySchema,
    response: datasetPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  getDataset: {
    summary: 'One dataset with its README and newest version',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onDataset,
    response: datasetSchema,
    status: 200,
    errors: ['not_found'],
  },
  updateDataset: {
    summary: 'Rename or describe a dataset',
    tag: 'Datasets',
    access: 'dataset.edit',
    params: onDataset,
    body: updateDatasetSchema,
    response: datasetSchema,
    status: 200,
    errors: ['not_found', 'name_taken', 'name_invalid', 'conflict'],
  },
  deleteDataset: {
    summary: 'Delete a dataset; it can be restored for 7 days',
    tag: 'Datasets',
    access: 'dataset.delete',
    params: onDataset,
    status: 204,
    errors: ['not_found'],
  },
  restoreDataset: {
    summary: 'Restore a deleted dataset',
    tag: 'Datasets',
    access: 'dataset.delete',
    params: onDataset,
    response: datasetSchema,
    status: 200,
    errors: ['not_found', 'name_taken'],
  },
  listVersions: {
    summary: 'Versions of a dataset, newest first',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onDataset,
    query: listVersionsQuerySchema,
    response: versionPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  listFiles: {
    summary: 'Files of a version by path, up to 1,000 at a time',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onVersion,
    query: listFilesQuerySchema,
    response: filePageSchema,
    status: 200,
    errors: ['not_found', 'name_invalid'],
  },
  issueReadKey: {
    summary: 'A minutes-long SAS to read one file of a version straight from storage',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onVersion,
    body: z
      .object({
        path: filePathSchema.optional().meta({ description: 'Which file; the first where absent.' }),
        purpose: z.enum(['preview', 'download']),
      })
      .strict()
      .meta({ id: 'IssueReadKey' }),
    response: readKeySchema,
    status: 201,
    errors: ['not_found'],
  },
  issueReadKeys: {
    summary: 'Minutes-long SAS to read up to 500 files of a version straight from storage',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onVersion,
    body: issueReadKeysSchema,
    response: readKeysSchema,
    status: 201,
    errors: ['not_found', 'name_invalid'],
  },
  downloadVersion: {
    summary: 'Redirects to a minutes-long SAS of the content; a version of many files comes as one zip',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onVersion,
    query: z.object({
      path: filePathSchema.optional().meta({ description: 'Which file, where there are many.' }),
    }),
    status: 302,
    errors: ['not_found'],
  },
  downloadArchive: {
    summary: 'The files of a version as one zip, by a minutes-long ticket that downloadVersion redirects to',
    tag: 'Datasets',
    access: 'public',
    params: z.object({ ticket: z.string().min(1).max(1000) }),
    media: 'application/zip',
    status: 200,
    errors: ['not_found', 'bytes_missing'],
  },
  listActivity: {
    summary: 'What happened to a dataset, newest first',
    tag: 'Datasets',
    access: 'activity.read',
    params: onDataset,
    query: z.object({ cursor: z.string().max(200).optional() }),
    response: activityPageSchema,
    status: 200,
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
