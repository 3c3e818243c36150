import { z } from 'zod';
import {
  datasetIdSchema,
  datasetNameSchema,
  dataTypeIdSchema,
  descriptionSchema,
  filePathSchema,
  newFilePathSchema,
} from '#lib/datasets/dataset-schema.ts';
import { maxFileSize } from './block-plan.ts';
import { filesAtOnce, maxFilesInFolder, tooManyAtOnce } from './folder-limits.ts';
import {
  contentTypeSchema,
  md5Schema,
  originalSchema,
  uploadIdSchema,
  writeKeySchema,
} from './upload-schema.ts';

/** Either `name` (a new dataset) or `datasetId` (a new version of that one). */
export const reserveFolderSchema = z
  .object({
    name: datasetNameSchema.optional(),
    datasetId: datasetIdSchema.optional(),
    dataTypeId: dataTypeIdSchema,
    description: descriptionSchema.optional(),
    fileCount: z.int().min(1).max(maxFilesInFolder),
    size: z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description: 'Bytes of all files.' }),
    original: originalSchema.optional(),
  })
  .strict()
  .refine((body) => (body.name === undefined) !== (body.datasetId === undefined), {
    message: 'Give either name (a new dataset) or datasetId (a new version), not both.',
  })
  .meta({ id: 'ReserveFolder' });

export const folderUploadSchema = z
  .object({
    id: uploadIdSchema,
    state: z.enum(['reserved', 'confirmed', 'cancelled']),
    name: z.string().nullable(),
    datasetId: datasetIdSchema.nullable(),
    fileCount: z.int(),
    size: z.int(),
    expiresAt: z.iso.datetime().meta({ description: 'Unconfirmed by then, the upload is swept.' }),
  })
  .meta({ id: 'FolderUpload' });

/** `open`: its bytes are wanted. `sealed`: storage has them. `referenced`: an earlier version has them. */
const fileStateSchema = z.enum(['open', 'sealed', 'referenced']).meta({
  description:
    'open: its bytes are wanted; sealed: storage has them; referenced: an earlier version of the dataset has them.',
});

export const getFolderUploadQuerySchema = z.object({
  after: filePathSchema.optional().meta({ description: '`nextAfter` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
  state: z.literal('open').optional().meta({ description: 'Only files whose bytes are wanted yet.' }),
});

export const folderUploadPageSchema = folderUploadSchema
  .extend({
    files: z.array(
      z.object({ path: z.string(), size: z.int(), md5: z.string().nullable(), state: fileStateSchema }),
    ),
    nextAfter: z.string().nullable(),
    namedCount: z.int().meta({ description: 'Files named so far, on all pages.' }),
  })
  .meta({ id: 'FolderUploadPage' });

export const changeFolderUploadSchema = z
  .object({
    fileCount: z.int().min(1).max(maxFilesInFolder),
    size: z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description: 'Bytes of all files.' }),
    leaveOut: z
      .array(filePathSchema)
      .max(filesAtOnce, tooManyAtOnce)
      .optional()
      .meta({ description: 'Files named before that the version is to be without.' }),
  })
  .strict()
  .meta({ id: 'ChangeFolderUpload' });

export const addFolderFilesSchema = z
  .object({
    files: z
      .array(
        z
          .object({
            path: newFilePathSchema,
            size: z.int().min(0).max(maxFileSize),
            md5: md5Schema.optional(),
            contentType: contentTypeSchema.optional(),
          })
          .strict(),
      )
      .min(1)
      .max(filesAtOnce, tooManyAtOnce),
  })
  .strict()
  .meta({ id: 'AddFolderFiles' });

export const addedFolderFilesSchema = z
  .object({
    files: z.array(
      z.object({
        path: z.string(),
        state: fileStateSchema,
        blockSize: z.int().meta({ description: 'Bytes of each block but the last.' }),
        blockCount: z.int(),
        whole: z.boolean().meta({
          description:
            'The key may only create: send one Put Blob with Content-MD5. Else stage blocks, commit and seal.',
        }),
        key: writeKeySchema.nullable().meta({ description: 'Null where no bytes are wanted.' }),
      }),
    ),
  })
  .meta({ id: 'AddedFolderFiles' });

export const sealFolderFilesSchema = z
  .object({
    files: z
      .array(z.object({ path: filePathSchema, etag: z.string().max(200), md5: md5Schema }).strict())
      .min(1)
      .max(filesAtOnce, tooManyAtOnce),
  })
  .strict()
  .meta({ id: 'SealFolderFiles' });

export const sealedFolderFilesSchema = z
  .object({
    files: z.array(
      z.object({
        path: z.string(),
        state: fileStateSchema,
        problem: z.string().nullable().meta({ description: 'Why it is not sealed, and the way on.' }),
      }),
    ),
  })
  .meta({ id: 'SealedFolderFiles' });

/** `name` / `datasetId` replace what was reserved (the ways on after a conflict). */
export const confirmFolderSchema = z
  .object({ name: datasetNameSchema.optional(), datasetId: datasetIdSchema.optional() })
  .strict()
  .refine((body) => body.name === undefined || body.datasetId === undefined, {
    message: 'Give either name (a new dataset) or datasetId (a new version), not both.',
  })
  .meta({ id: 'ConfirmFolder' });

export const stagedBlocksQuerySchema = z.object({
  path: filePathSchema.optional().meta({ description: 'Which file, of an upload of many.' }),
});

/** What storage has of one file of an upload: blocks by the ids their client gave them. */
export const stagedBlocksSchema = z
  .object({
    committed: z.object({ etag: z.string(), size: z.int(), md5: z.string().nullable() }).nullable(),
    blocks: z.array(z.object({ id: z.string(), size: z.int() })),
  })
  .meta({ id: 'StagedBlocks' });

export const storageFrameSchema = z.object({ url: z.url() }).meta({ id: 'StorageFrame' });

export type ReserveFolder = z.input<typeof reserveFolderSchema>;
export type FolderUpload = z.infer<typeof folderUploadSchema>;
export type FolderUploadPage = z.infer<typeof folderUploadPageSchema>;
export type FileState = z.infer<typeof fileStateSchema>;
export type ChangeFolderUpload = z.input<typeof changeFolderUploadSchema>;
export type AddFolderFiles = z.input<typeof addFolderFilesSchema>;
export type AddedFolderFiles = z.infer<typeof addedFolderFilesSchema>;
export type SealFolderFiles = z.input<typeof sealFolderFilesSchema>;
export type SealedFolderFiles = z.infer<typeof sealedFolderFilesSchema>;
export type ConfirmFolder = z.input<typeof confirmFolderSchema>;
export type StagedBlocks = z.infer<typeof stagedBlocksSchema>;
export type StorageFrame = z.infer<typeof storageFrameSchema>;
