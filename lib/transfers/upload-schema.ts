import { z } from 'zod';
import {
  datasetIdSchema,
  datasetNameSchema,
  datasetSchema,
  dataTypeIdSchema,
  descriptionSchema,
} from '#lib/datasets/dataset-schema.ts';
import { maxFileSize } from './block-plan.ts';
import { fileNameProblem } from './file-name.ts';

export const uploadIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'An upload id has 32 hexadecimal digits.')
  .meta({ description: 'Upload id: 32 hexadecimal digits.' });

export const fileNameSchema = z
  .string()
  .superRefine((name, issues) => {
    const problem = fileNameProblem(name);
    if (problem) issues.addIssue({ code: 'custom', message: problem, params: { code: 'name_invalid' } });
  })
  .meta({ description: "The file's own name; a download carries it." });

export const contentTypeSchema = z
  .string()
  .max(255)
  .regex(
    /^[\w.+-]+\/[\w.+-]+$/,
    'It is no content type such as text/csv; leave out what follows a semicolon.',
  );

export const md5Schema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'An MD5 has 32 hexadecimal digits, in lower case.')
  .meta({ description: 'MD5 of the whole file, lower-case hexadecimal.' });

export const originalSchema = z
  .object({
    createdAt: z.iso.datetime().refine((at) => Date.parse(at) >= 0, 'It lies before 1970; check the export.'),
    owner: z
      .string()
      .min(1)
      .max(200)
      .refine((name) => !name.includes('\0'), 'It holds a NUL character; remove it.'),
  })
  .strict()
  .meta({ description: 'Import only (Owners and tokens): when and by whom the version was first made.' });

/** Either `name` (a new dataset) or `datasetId` (a new version of that one). */
export const reserveUploadSchema = z
  .object({
    name: datasetNameSchema.optional(),
    datasetId: datasetIdSchema.optional(),
    dataTypeId: dataTypeIdSchema,
    description: descriptionSchema.optional(),
    fileName: fileNameSchema,
    size: z.int().min(0).max(maxFileSize),
    contentType: contentTypeSchema.optional(),
    original: originalSchema.optional(),
  })
  .strict()
  .refine((body) => (body.name === undefined) !== (body.datasetId === undefined), {
    message: 'Give either name (a new dataset) or datasetId (a new version), not both.',
  })
  .meta({ id: 'ReserveUpload' });

/** A shared access signature that may create and write one blob, and nothing else. */
export const writeKeySchema = z
  .object({ url: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'WriteKey' });

export const uploadSchema = z
  .object({
    id: uploadIdSchema,
    state: z.enum(['reserved', 'confirmed', 'cancelled']),
    name: z.string().nullable(),
    datasetId: datasetIdSchema.nullable(),
    fileName: z.string(),
    size: z.int(),
    blockSize: z.int().meta({ description: 'Bytes of each block but the last.' }),
    blockCount: z.int(),
    expiresAt: z.iso.datetime().meta({ description: 'Unconfirmed by then, the upload is swept.' }),
  })
  .meta({ id: 'Upload' });

/** An upload that was begun and not ended, as a list tells of it. */
export const openUploadSchema = z
  .object({
    id: uploadIdSchema,
    name: z.string().meta({ description: 'Of the dataset, or of the output’s port, that it is to become.' }),
    fileName: z.string().meta({ description: 'Empty where it is of many files.' }),
    fileCount: z.int().nullable().meta({ description: 'Null: it is of one file, or the output of a run.' }),
    size: z.int().meta({ description: 'Bytes, of many files of those named so far.' }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().meta({ description: 'Unconfirmed by then, the upload is swept.' }),
  })
  .meta({ id: 'OpenUpload' });

export const openUploadsSchema = z
  .object({ items: z.array(openUploadSchema).meta({ description: 'The newest 200.' }) })
  .meta({ id: 'OpenUploads' });

export const reservedUploadSchema = uploadSchema
  .extend({ key: writeKeySchema })
  .meta({ id: 'ReservedUpload' });

const committedSchema = z
  .object({
    etag: z.string().max(200),
    md5: md5Schema.optional(),
  })
  .strict();

/** What the client saw at its commit of an experiment's output. */
export const confirmOutputSchema = committedSchema.meta({ id: 'ConfirmOutput' });

/** What the client saw at its commit; `name` / `datasetId` replace what was reserved (the ways on after a conflict). */
export const confirmUploadSchema = committedSchema
  .extend({
    name: datasetNameSchema.optional(),
    datasetId: datasetIdSchema.optional(),
  })
  .strict()
  .refine((body) => body.name === undefined || body.datasetId === undefined, {
    message: 'Give either name (a new dataset) or datasetId (a new version), not both.',
  })
  .meta({ id: 'ConfirmUpload' });

export const confirmedUploadSchema = z.object({ dataset: datasetSchema }).meta({ id: 'ConfirmedUpload' });

export type ReserveUpload = z.input<typeof reserveUploadSchema>;
export type ReservedUpload = z.infer<typeof reservedUploadSchema>;
export type OpenUpload = z.infer<typeof openUploadSchema>;
export type Upload = z.infer<typeof uploadSchema>;
export type WriteKey = z.infer<typeof writeKeySchema>;
export type ConfirmUpload = z.input<typeof confirmUploadSchema>;
export type ConfirmedUpload = z.infer<typeof confirmedUploadSchema>;
