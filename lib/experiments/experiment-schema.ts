import { z } from 'zod';
import { datasetNameSchema, dataTypeIdSchema, ownerSchema } from '#lib/datasets/dataset-schema.ts';
import { maxFileSize } from '#lib/transfers/block-plan.ts';
import { contentTypeSchema, fileNameSchema } from '#lib/transfers/upload-schema.ts';
import { workspaceIdSchema } from '#lib/workspaces/workspace-schema.ts';
import { experimentNameProblem } from './experiment-name.ts';
import { portProblem } from './port-name.ts';

const hexId = (what: string) =>
  z
    .string()
    .regex(/^[0-9a-f]{32}$/, `${what} has 32 hexadecimal digits.`)
    .meta({ description: `${what}: 32 hexadecimal digits.` });

export const experimentIdSchema = hexId('An experiment id');
export const outputIdSchema = hexId('An output id');
export const runNumberSchema = z.coerce.number().int().min(1).max(1_000_000);

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0'), 'The text holds a NUL character; remove it.');

export const experimentNameSchema = text(255)
  .trim()
  .superRefine((name, issues) => {
    const message = experimentNameProblem(name);
    if (message) issues.addIssue({ code: 'custom', message });
  });
export const experimentDescriptionSchema = text(20_000).meta({ description: 'Markdown.' });

/** A node's id or a port's name: free text, such as `Results dataset`. */
export const portNameSchema = z
  .string()
  .superRefine((name, issues) => {
    const problem = portProblem(name);
    if (problem) issues.addIssue({ code: 'custom', message: problem, params: { code: 'name_invalid' } });
  })
  .meta({ description: '1 to 255 characters, without slashes and control characters.' });

export const runStatuses = ['running', 'finished', 'failed'] as const;

export const experimentOutputSchema = z
  .object({
    id: outputIdSchema,
    nodeId: z.string(),
    portName: z.string(),
    dataTypeId: dataTypeIdSchema,
    fileName: z.string(),
    contentType: z.string(),
    size: z.int(),
    md5: z.string().nullable(),
    etag: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ExperimentOutput' });

export const experimentRunSchema = z
  .object({
    n: z.int(),
    status: z.enum(runStatuses),
    detail: z.string().meta({ description: 'What the script says of it; empty where it says nothing.' }),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    creator: ownerSchema,
    outputs: z.array(experimentOutputSchema),
  })
  .meta({ id: 'ExperimentRun' });

export const experimentSummarySchema = z
  .object({
    id: experimentIdSchema,
    workspaceId: workspaceIdSchema,
    name: z.string(),
    creator: ownerSchema,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    runCount: z.int(),
    status: z.enum(runStatuses).nullable().meta({ description: 'Of the newest run; null without runs.' }),
    statusDetail: z.string().meta({ description: 'What its script says of the newest run; may be empty.' }),
    deletedAt: z.iso.datetime().nullable(),
    purgeAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ExperimentSummary' });

export const experimentSchema = experimentSummarySchema
  .extend({
    description: z.string(),
    runs: z.array(experimentRunSchema).meta({ description: 'Newest first, 50 at most.' }),
  })
  .meta({ id: 'Experiment' });

export const listExperimentsQuerySchema = z.object({
  search: z.string().max(255).optional().meta({ description: 'Part of the name, case-insensitive.' }),
  state: z.enum(['listed', 'deleted']).default('listed'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
});

export const experimentPageSchema = z
  .object({ items: z.array(experimentSummarySchema), total: z.int(), nextCursor: z.string().nullable() })
  .meta({ id: 'ExperimentPage' });

export const createExperimentSchema = z
  .object({ name: experimentNameSchema, description: experimentDescriptionSchema.optional() })
  .strict()
  .meta({ id: 'CreateExperiment' });

export const updateExperimentSchema = z
  .object({
    name: experimentNameSchema.optional(),
    description: experimentDescriptionSchema.optional(),
  })
  .strict()
  .meta({ id: 'UpdateExperiment' });

export const finishRunSchema = z
  .object({ status: z.enum(['finished', 'failed']), detail: text(2000).optional() })
  .strict()
  .meta({ id: 'FinishRun' });

export const reserveOutputSchema = z
  .object({
    nodeId: portNameSchema,
    portName: portNameSchema,
    dataTypeId: dataTypeIdSchema,
    fileName: fileNameSchema,
    size: z.int().min(0).max(maxFileSize),
    contentType: contentTypeSchema.optional(),
  })
  .strict()
  .meta({ id: 'ReserveOutput' });

export const saveOutputSchema = z
  .object({ name: datasetNameSchema })
  .strict()
  .meta({ id: 'SaveOutput', description: 'Name of the new dataset; the bytes are copied by storage.' });

export type ExperimentOutput = z.infer<typeof experimentOutputSchema>;
export type ExperimentRun = z.infer<typeof experimentRunSchema>;
export type ExperimentSummary = z.infer<typeof experimentSummarySchema>;
export type Experiment = z.infer<typeof experimentSchema>;
export type ExperimentPage = z.infer<typeof experimentPageSchema>;
export type ListExperimentsQuery = z.infer<typeof listExperimentsQuerySchema>;
export type CreateExperiment = z.infer<typeof createExperimentSchema>;
export type UpdateExperiment = z.infer<typeof updateExperimentSchema>;
export type FinishRun = z.infer<typeof finishRunSchema>;
export type ReserveOutput = z.infer<typeof reserveOutputSchema>;
export type SaveOutput = z.infer<typeof saveOutputSchema>;
export type RunStatus = (typeof runStatuses)[number];
