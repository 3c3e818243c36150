import { z } from 'zod';
import { datasetSchema, readKeySchema } from '#lib/datasets/dataset-schema.ts';
import {
  createExperimentSchema,
  experimentIdSchema,
  experimentOutputSchema,
  experimentPageSchema,
  experimentRunSchema,
  experimentSchema,
  finishRunSchema,
  listExperimentsQuerySchema,
  outputIdSchema,
  reserveOutputSchema,
  runNumberSchema,
  saveOutputSchema,
  updateExperimentSchema,
} from '#lib/experiments/experiment-schema.ts';
import { confirmOutputSchema, reservedUploadSchema, uploadIdSchema } from '#lib/transfers/upload-schema.ts';
import type { OperationId } from '../routes.ts';
import type { Operation } from './operation.ts';
import { inWorkspace } from './params.ts';

const onExperiment = inWorkspace.extend({ experimentId: experimentIdSchema });
const onRun = onExperiment.extend({ run: runNumberSchema });
const onOutput = onRun.extend({ outputId: outputIdSchema });

export const experimentsOperations = {
  listExperiments: {
    summary: 'Experiments of a workspace, newest first',
    tag: 'Experiments',
    access: 'experiment.read',
    params: inWorkspace,
    query: listExperimentsQuerySchema,
    response: experimentPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  createExperiment: {
    summary: 'Create an experiment',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: inWorkspace,
    body: createExperimentSchema,
    response: experimentSchema,
    status: 201,
    errors: ['not_found'],
  },
  getExperiment: {
    summary: 'One experiment with its runs and outputs',
    tag: 'Experiments',
    access: 'experiment.read',
    params: onExperiment,
    response: experimentSchema,
    status: 200,
    errors: ['not_found'],
  },
  updateExperiment: {
    summary: 'Rename or describe an experiment',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onExperiment,
    body: updateExperimentSchema,
    response: experimentSchema,
    status: 200,
    errors: ['not_found'],
  },
  deleteExperiment: {
    summary: 'Delete an experiment with its outputs; it can be restored for 7 days',
    tag: 'Experiments',
    access: 'experiment.delete',
    params: onExperiment,
    status: 204,
    errors: ['not_found'],
  },
  restoreExperiment: {
    summary: 'Restore a deleted experiment',
    tag: 'Experiments',
    access: 'experiment.delete',
    params: onExperiment,
    response: experimentSchema,
    status: 200,
    errors: ['not_found'],
  },
  startRun: {
    summary: 'Start a run',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onExperiment,
    response: experimentRunSchema,
    status: 201,
    errors: ['not_found'],
  },
  finishRun: {
    summary: 'Say how a run ended',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onRun,
    body: finishRunSchema,
    response: experimentRunSchema,
    status: 200,
    errors: ['not_found', 'conflict'],
  },
  reserveOutput: {
    summary: 'Reserve the upload of an output: the block plan and a SAS for one new blob',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onRun,
    body: reserveOutputSchema,
    response: reservedUploadSchema,
    status: 201,
    errors: ['not_found', 'conflict', 'quota_exceeded', 'name_invalid'],
  },
  confirmOutput: {
    summary: 'Check what storage holds, seal it and list it as output; may be repeated',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onRun.extend({ uploadId: uploadIdSchema }),
    body: confirmOutputSchema,
    response: experimentOutputSchema,
    status: 200,
    errors: ['not_found', 'conflict', 'upload_closed', 'upload_incomplete', 'integrity', 'quota_exceeded'],
  },
  issueOutputKey: {
    summary: 'A minutes-long SAS to read an output straight from storage',
    tag: 'Experiments',
    access: 'experiment.read',
    params: onOutput,
    body: z
      .object({ purpose: z.enum(['preview', 'download']) })
      .strict()
      .meta({ id: 'IssueOutputKey' }),
    response: readKeySchema,
    status: 201,
    errors: ['not_found'],
  },
  downloadOutput: {
    summary: 'Redirects to a minutes-long SAS of the output',
    tag: 'Experiments',
    access: 'experiment.read',
    params: onOutput,
    status: 302,
    errors: ['not_found'],
  },
  saveOutput: {
    summary: 'Save an output as a dataset; storage copies the bytes',
    tag: 'Experiments',
    access: 'dataset.create',
    params: onOutput,
    body: saveOutputSchema,
    response: datasetSchema,
    status: 201,
    errors: ['not_found', 'name_taken', 'name_invalid', 'quota_exceeded', 'bytes_missing'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
