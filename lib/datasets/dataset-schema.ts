import { z } from 'zod';
import { filePathProblem, maxPathLength, unsafePathProblem } from '#lib/transfers/file-path.ts';
import { filesAtOnce, tooManyAtOnce } from '#lib/transfers/folder-limits.ts';
import { workspaceIdSchema } from '#lib/workspaces/workspace-schema.ts';
import { dataTypeIds } from './data-types.ts';
import { datasetSorts, filesShown, maxDescriptionLength } from './dataset-limits.ts';
import { nameProblem } from './dataset-name.ts';

export const dataTypeIdSchema = z.enum(dataTypeIds).meta({ id: 'DataTypeId' });

export const datasetIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'A dataset id has 32 hexadecimal digits.')
  .meta({ description: 'Dataset (family) id: 32 hexadecimal digits.' });

/** A dataset's name; the rule that a bad one breaks is the issue's message, its code `name_invalid`. */
export const datasetNameSchema = z
  .string()
  .superRefine((name, issues) => {
    const problem = nameProblem(name);
    if (problem) issues.addIssue({ code: 'custom', message: problem, params: { code: 'name_invalid' } });
  })
  .meta({
    description: String.raw`1 to 255 characters; none of \ / : * ? " < > |, no control or invisible characters.`,
  });

export const descriptionSchema = z
  .string()
  .max(maxDescriptionLength)
  .refine((text) => !text.includes('\0'), 'The description holds a NUL character; remove it.')
  .meta({ description: 'README of the dataset, Markdown.' });

const pathSchema = (problemOf: (path: string) => string | undefined) =>
  z
    .string()
    .superRefine((path, issues) => {
      const problem = problemOf(path);
      if (problem) issues.addIssue({ code: 'custom', message: problem, params: { code: 'name_invalid' } });
    })
    .meta({ description: "The file's path in its version: names with / between, at most 1024 characters." });

/** Path of a file that is asked for; the rule that a bad one breaks is the issue's message, its code `name_invalid`. */
export const filePathSchema = pathSchema(unsafePathProblem);
/** Path of a file that is to be there, likewise. */
export const newFilePathSchema = pathSchema(filePathProblem);

/** Who made it; `id` is null where that was no member: the portal, an authorization token, an import. */
export const ownerSchema = z.object({ id: z.string().nullable(), displayName: z.string() });

export const versionNumberSchema = z
  .union([z.literal('latest'), z.coerce.number().int().min(1).max(1_000_000)])
  .meta({
    description: 'Number of the version, or `latest`.',
  });

export const datasetSummarySchema = z
  .object({
    id: datasetIdSchema,
    workspaceId: workspaceIdSchema,
    name: z.string(),
    dataTypeId: dataTypeIdSchema,
    size: z.int().meta({ description: 'Bytes of the newest version.' }),
    version: z.int().meta({ description: 'Number of the newest version.' }),
    fileCount: z.int(),
    owner: ownerSchema,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    deletedAt: z.iso.datetime().nullable(),
    purgeAt: z.iso.datetime().nullable().meta({ description: 'When a deleted dataset is gone for good.' }),
  })
  .meta({ id: 'DatasetSummary' });

/** Where a version came from: an upload, the samples, the output of an experiment, an import. */
export const versionOrigins = ['upload', 'sample', 'experiment', 'import'] as const;

export const datasetFileSchema = z
  .object({
    path: z.string().meta({ description: "The file's name as uploaded, with the folders it is in." }),
    size: z.int(),
    md5: z.string().nullable().meta({ description: 'MD5 of the content, lower-case hexadecimal.' }),
    etag: z.string().meta({ description: "Storage's ETag of the sealed blob." }),
    contentType: z.string(),
  })
  .meta({ id: 'DatasetFile' });

export const datasetVersionSchema = z
  .object({
    id: z.string().meta({ description: '`{workspaceId}.{datasetId}.v{n}`' }),
    n: z.int(),
    dataTypeId: dataTypeIdSchema,
    size: z.int(),
    fileCount: z.int(),
    owner: ownerSchema,
    origin: z.enum(versionOrigins),
    createdAt: z.iso.datetime(),
    files: z.array(datasetFileSchema).meta({
      description:
        'The first of its files, by path: up to 1,000, in a list of versions up to 10. listFiles tells all of them.',
    }),
  })
  .meta({ id: 'DatasetVersion' });

export const datasetSchema = datasetSummarySchema
  .extend({ description: z.string(), newest: datasetVersionSchema })
  .meta({ id: 'Dataset' });

export const listDatasetsQuerySchema = z.object({
  search: z.string().max(255).optional().meta({ description: 'Part of the name, case-insensitive.' }),
  dataTypeId: dataTypeIdSchema.optional(),
  ownerId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  state: z.enum(['listed', 'deleted']).default('listed'),
  sort: z.enum(datasetSorts).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
});

export const datasetPageSchema = z
  .object({ items: z.array(datasetSummarySchema), total: z.int(), nextCursor: z.string().nullable() })
  .meta({ id: 'DatasetPage' });

export const listVersionsQuerySchema = z.object({
  before: z.coerce.number().int().min(1).optional().meta({ description: '`nextBefore` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

export const versionPageSchema = z
  .object({ items: z.array(datasetVersionSchema), nextBefore: z.int().nullable() })
  .meta({ id: 'VersionPage' });

/** A path or the beginning of one, as a folder is. */
const pathPartSchema = z
  .string()
  .max(maxPathLength)
  .refine((text) => !text.includes('\0'), 'A path holds no NUL character; remove it.');

export const listFilesQuerySchema = z
  .object({
    prefix: pathPartSchema
      .optional()
      .meta({ description: 'What the paths begin with: a folder, with its `/`.' }),
    delimiter: z.literal('/').optional().meta({
      description:
        'With it, what lies deeper than the prefix is told as folders, as storage lists blobs by hierarchy.',
    }),
    search: z.string().max(255).optional().meta({ description: 'Part of the path, case-insensitive.' }),
    after: pathPartSchema.optional().meta({ description: '`nextAfter` of the page before.' }),
    limit: z.coerce.number().int().min(1).max(filesShown).default(filesShown),
  })
  .refine(
    ({ search, delimiter }) => !search || !delimiter,
    'A search looks into all folders; give either search or delimiter.',
  );

export const folderSchema = z
  .object({
    path: z.string().meta({ description: 'With the `/` at its end.' }),
    fileCount: z.int().meta({ description: 'Files in it, however deep.' }),
    size: z.int().meta({ description: 'Their bytes.' }),
  })
  .meta({ id: 'Folder' });

export const filePageSchema = z
  .object({
    items: z.array(datasetFileSchema),
    folders: z.array(folderSchema).meta({ description: 'Those beside the items; none without `delimiter`.' }),
    fileCount: z.int().meta({ description: 'Files of the version, shown or not.' }),
    nextAfter: z.string().nullable(),
  })
  .meta({ id: 'FilePage' });

export const updateDatasetSchema = z
  .object({
    name: datasetNameSchema.optional(),
    description: descriptionSchema.optional(),
    replaces: z
      .object({
        name: z.string().max(255).optional(),
        description: z.string().max(maxDescriptionLength).optional(),
      })
      .strict()
      .optional()
      .meta({
        description:
          'What the caller saw: where something else stands by now, `conflict`, and nothing changes.',
      }),
  })
  .strict()
  .meta({ id: 'UpdateDataset' });

/** A read-only shared access signature on one sealed blob. */
export const readKeySchema = z
  .object({
    url: z.string().meta({ description: 'Address of the sealed blob with its SAS; reads only this blob.' }),
    expiresAt: z.iso.datetime(),
    path: z.string(),
    size: z.int(),
    etag: z.string(),
    md5: z.string().nullable().meta({ description: 'MD5 of the content, lower-case hexadecimal.' }),
  })
  .meta({ id: 'ReadKey' });

export const repeatVersionSchema = z
  .object({
    n: z.int().min(1).max(1_000_000).meta({ description: 'Which version.' }),
    dataTypeId: dataTypeIdSchema.optional().meta({ description: 'Where absent, that of the version.' }),
    newest: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'The newest version, as far as is known: where another is, nothing is made.' }),
  })
  .strict()
  .meta({ id: 'RepeatVersion' });

export const issueReadKeysSchema = z
  .object({
    purpose: z.enum(['preview', 'download']),
    paths: z.array(filePathSchema).min(1).max(filesAtOnce, tooManyAtOnce),
  })
  .strict()
  .meta({ id: 'IssueReadKeys' });

/** In the order of the paths asked for. */
export const readKeysSchema = z.object({ keys: z.array(readKeySchema) }).meta({ id: 'ReadKeys' });

export type DatasetSummary = z.infer<typeof datasetSummarySchema>;
export type DatasetFile = z.infer<typeof datasetFileSchema>;
export type DatasetVersion = z.infer<typeof datasetVersionSchema>;
export type Dataset = z.infer<typeof datasetSchema>;
export type DatasetPage = z.infer<typeof datasetPageSchema>;
export type ListDatasetsQuery = z.infer<typeof listDatasetsQuerySchema>;
export type VersionPage = z.infer<typeof versionPageSchema>;
export type Folder = z.infer<typeof folderSchema>;
export type FilePage = z.infer<typeof filePageSchema>;
export type UpdateDataset = z.infer<typeof updateDatasetSchema>;
export type RepeatVersion = z.infer<typeof repeatVersionSchema>;
export type IssueReadKeys = z.input<typeof issueReadKeysSchema>;
export type ReadKeys = z.infer<typeof readKeysSchema>;
export type ReadKey = z.infer<typeof readKeySchema>;
export type VersionOrigin = (typeof versionOrigins)[number];
