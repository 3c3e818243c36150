import { z } from 'zod';
import { datasetIdSchema, datasetNameSchema, dataTypeIdSchema } from '#lib/datasets/dataset-schema.ts';
import { lineSchema } from '#lib/format/line-schema.ts';
import { maxFileSize } from '#lib/transfers/block-plan.ts';
import { contentTypeSchema, fileNameSchema, md5Schema } from '#lib/transfers/upload-schema.ts';
import { maxRequestedFiles } from './share-limits.ts';
import {
  createShareSchema,
  linkSchema,
  newPasswordSchema,
  noteSchema,
  personSchema,
  shareCodeSchema,
  shareIdSchema,
  ticketSchema,
} from './share-schema.ts';

const empty = 'It is empty; type something.';
export const titleSchema = lineSchema('The title').min(1, empty).max(200);
const maxBytesSchema = z.int().min(1).max(maxFileSize);
const maxFilesSchema = z.int().min(1).max(maxRequestedFiles);
const typesSchema = z.array(dataTypeIdSchema).min(1).max(50).nullable();

/** A link by which somebody without an account sends data. */
export const dataRequestSchema = linkSchema
  .extend({
    kind: z.literal('request'),
    title: z.string(),
    maxBytesPerFile: z.int(),
    maxFiles: z.int(),
    dataTypeIds: typesSchema.meta({ description: 'What may be sent; null is anything.' }),
    received: z.int().meta({ description: 'Files that arrived whole.' }),
    waiting: z.int().meta({ description: 'Of these, how many await acceptance.' }),
  })
  .meta({ id: 'DataRequest' });

export const createdDataRequestSchema = dataRequestSchema
  .extend({ url: z.string().meta({ description: 'The link itself, with its code.' }) })
  .meta({ id: 'CreatedDataRequest' });

export const dataRequestPageSchema = z
  .object({ items: z.array(dataRequestSchema), total: z.int(), nextCursor: z.string().nullable() })
  .meta({ id: 'DataRequestPage' });

export const createDataRequestSchema = z
  .object({
    title: titleSchema,
    note: noteSchema.default(''),
    expiresAt: createShareSchema.shape.expiresAt,
    password: newPasswordSchema.nullish(),
    maxBytesPerFile: maxBytesSchema,
    maxFiles: maxFilesSchema,
    dataTypeIds: typesSchema.default(null),
  })
  .strict()
  .meta({ id: 'CreateDataRequest' });

/** Fields that are absent stay; a null takes the password away. */
export const updateDataRequestSchema = z
  .object({
    title: titleSchema.optional(),
    note: noteSchema.optional(),
    expiresAt: createShareSchema.shape.expiresAt.optional(),
    password: newPasswordSchema.nullish(),
    maxFiles: maxFilesSchema.optional(),
  })
  .strict()
  .meta({ id: 'UpdateDataRequest' });

export const dataRequestViewSchema = z
  .object({
    title: z.string(),
    askedBy: z.string().meta({ description: 'The member who made the link, by the name that others see.' }),
    note: z.string(),
    expiresAt: z.iso.datetime(),
    limits: z.object({ maxBytesPerFile: z.int(), maxFiles: z.int(), dataTypeIds: typesSchema }),
    filesLeft: z.int(),
    hasPassword: z.boolean(),
    ticket: ticketSchema,
  })
  .meta({ id: 'DataRequestView' });

/** How every request for an upload through a link begins. */
const admitted = { code: shareCodeSchema, ticket: ticketSchema };

export const reserveSubmissionSchema = z
  .object({
    ...admitted,
    sender: lineSchema('The name')
      .min(1, empty)
      .max(100)
      .meta({ description: 'Who sends it, as they call themselves.' }),
    fileName: fileNameSchema,
    size: z.int().min(0).max(maxFileSize),
    dataTypeId: dataTypeIdSchema,
    contentType: contentTypeSchema.optional(),
  })
  .strict()
  .meta({ id: 'ReserveSubmission' });

export const admittedSchema = z.object(admitted).strict().meta({ id: 'Admitted' });

export const confirmSubmissionSchema = z
  .object({
    ...admitted,
    etag: z.string().max(200),
    md5: md5Schema.optional(),
  })
  .strict()
  .meta({ id: 'ConfirmSubmission' });

/** What the sender gets to know of a file that arrived. */
export const receivedSubmissionSchema = z
  .object({ id: shareIdSchema, fileName: z.string(), size: z.int(), md5: z.string().nullable() })
  .meta({ id: 'ReceivedSubmission' });

export const submissionIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'A submission id has 32 hexadecimal digits.')
  .meta({ description: 'Submission id: 32 hexadecimal digits.' });

/** A file that arrived through a link and awaits acceptance. */
export const submissionSchema = z
  .object({
    id: submissionIdSchema,
    requestId: shareIdSchema,
    requestTitle: z.string(),
    requestMaker: personSchema,
    sender: z.string(),
    fileName: z.string(),
    dataTypeId: dataTypeIdSchema,
    contentType: z.string(),
    size: z.int(),
    md5: z.string().nullable(),
    receivedAt: z.iso.datetime(),
    purgeAt: z.iso.datetime().meta({ description: 'When it is removed unless somebody accepts it.' }),
  })
  .meta({ id: 'Submission' });

export const listSubmissionsQuerySchema = z.object({ requestId: shareIdSchema.optional() });
export const submissionListSchema = z
  .object({ items: z.array(submissionSchema) })
  .meta({ id: 'SubmissionList' });
/** Either `name` (a new dataset) or `datasetId` (a new version of that one). */
export const acceptSubmissionSchema = z
  .object({ name: datasetNameSchema.optional(), datasetId: datasetIdSchema.optional() })
  .strict()
  .refine((body) => (body.name === undefined) !== (body.datasetId === undefined), {
    message: 'Give either name (a new dataset) or datasetId (a new version), not both.',
  })
  .meta({ id: 'AcceptSubmission' });

export type AcceptSubmission = z.infer<typeof acceptSubmissionSchema>;
export type DataRequest = z.infer<typeof dataRequestSchema>;
export type CreatedDataRequest = z.infer<typeof createdDataRequestSchema>;
export type DataRequestPage = z.infer<typeof dataRequestPageSchema>;
export type CreateDataRequest = z.input<typeof createDataRequestSchema>;
export type UpdateDataRequest = z.input<typeof updateDataRequestSchema>;
export type DataRequestView = z.infer<typeof dataRequestViewSchema>;
export type ReserveSubmission = z.output<typeof reserveSubmissionSchema>;
export type ConfirmSubmission = z.output<typeof confirmSubmissionSchema>;
export type ReceivedSubmission = z.infer<typeof receivedSubmissionSchema>;
export type Submission = z.infer<typeof submissionSchema>;
