import { z } from 'zod';
import {
  datasetIdSchema,
  dataTypeIdSchema,
  filePathSchema,
  readKeySchema,
} from '#lib/datasets/dataset-schema.ts';
import { lineSchema } from '#lib/format/line-schema.ts';
import { userIdSchema } from '#lib/users/user-schema.ts';
import { maxDownloadLimit, maxNoteLength, passwordLengths } from './share-limits.ts';

export const shareIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'A link id has 32 hexadecimal digits.')
  .meta({ description: 'Link id: 32 hexadecimal digits; it opens nothing.' });

/** As somebody presents it: whatever it is, it opens or it does not. */
export const shareCodeSchema = z.string().min(1).max(200).meta({ description: 'The code of the link.' });
/** What is copied often brings a blank or a line end along; no password begins or ends with one. */
const presentedPasswordSchema = z.string().trim().max(passwordLengths.max);

/** PostgreSQL knows no year 0. */
const momentSchema = z.iso
  .datetime()
  .refine((at) => !at.startsWith('0000'), 'There is no year 0; give another.');
export const noteSchema = lineSchema('The note').max(maxNoteLength);

export const newPasswordSchema = z
  .string()
  .min(passwordLengths.min, `A password has at least ${passwordLengths.min} characters.`)
  .max(passwordLengths.max)
  .refine((password) => password === password.trim(), 'A password does not begin or end with a blank.');
const downloadLimitSchema = z.int().min(1).max(maxDownloadLimit);

export const shareStates = ['open', 'expired', 'revoked', 'used-up'] as const;
export const shareStateSchema = z.enum(shareStates).meta({ id: 'ShareState' });
export const closings = ['links-off', 'dataset-deleted'] as const;
export const shareAudienceSchema = z.enum(['anyone', 'members']).meta({ id: 'ShareAudience' });

export const personSchema = z.object({ id: userIdSchema, displayName: z.string() });

/** What every link has, whichever way the data flows. */
export const linkSchema = z.object({
  id: shareIdSchema,
  maker: personSchema.meta({ description: 'Whose link it is.' }),
  note: z.string(),
  hasPassword: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  uses: z.int().meta({ description: 'How often it was opened or used.' }),
  lastUsedAt: z.iso.datetime().nullable(),
  state: shareStateSchema,
  closedBy: z.enum(closings).nullable().meta({
    description:
      'What keeps it from opening, whatever its state, for as long as it lasts: all links of the workspace are switched off, or its dataset is deleted.',
  }),
});

export const shareSchema = linkSchema
  .extend({
    kind: z.literal('dataset'),
    datasetId: datasetIdSchema,
    datasetName: z.string(),
    n: z.int().nullable().meta({ description: 'The version; null is always the newest.' }),
    audience: shareAudienceSchema,
    preview: z.boolean(),
    downloadLimit: z.int().nullable(),
    downloads: z.int(),
  })
  .meta({ id: 'Share' });

const withUrl = { url: z.string().meta({ description: 'The link itself, with its code.' }) };
export const createdShareSchema = shareSchema.extend(withUrl).meta({ id: 'CreatedShare' });
export const revealedLinkSchema = z.object(withUrl).meta({ id: 'RevealedLink' });

export const createShareSchema = z
  .object({
    datasetId: datasetIdSchema,
    n: z.int().min(1).max(1_000_000).nullable(),
    expiresAt: momentSchema,
    password: newPasswordSchema.nullish(),
    downloadLimit: downloadLimitSchema.nullish(),
    note: noteSchema.default(''),
    audience: shareAudienceSchema.default('anyone'),
    preview: z.boolean().optional().meta({
      description:
        'Where it is not given: yes, unless downloads are limited, as a preview reads the file uncounted.',
    }),
  })
  .strict()
  .meta({ id: 'CreateShare' });

/** Fields that are absent stay; a null takes the password or the limit away. */
export const updateShareSchema = z
  .object({
    expiresAt: momentSchema.optional(),
    note: noteSchema.optional(),
    downloadLimit: downloadLimitSchema.nullish(),
    password: newPasswordSchema.nullish(),
    preview: z.boolean().optional().meta({
      description:
        'Where it is not given it stays, unless the link had no limit and gets one: then previews, which no limit counts, are off.',
    }),
  })
  .strict()
  .meta({ id: 'UpdateShare' });

const pageOfLinks = z.object({
  state: shareStateSchema.optional(),
  search: z
    .string()
    .trim()
    .max(255)
    .regex(/^\P{Cc}*$/u, 'It holds a control character; type it anew.')
    .optional()
    .meta({ description: 'Part of the name of what it is about, or of the note.' }),
  makerId: userIdSchema.optional(),
  endsBefore: momentSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional().meta({ description: '`nextCursor` of the page before.' }),
});
export const listSharesQuerySchema = pageOfLinks.extend({ datasetId: datasetIdSchema.optional() });
export const listDataRequestsQuerySchema = pageOfLinks;

export const sharePageSchema = z
  .object({ items: z.array(shareSchema), total: z.int(), nextCursor: z.string().nullable() })
  .meta({ id: 'SharePage' });

export const accessKinds = ['open', 'preview', 'download', 'croissant', 'upload'] as const;
export const shareAccessSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    address: z.string().meta({ description: 'Shortened: the first 24 bits, of IPv6 the first 48.' }),
    agent: z.string(),
    what: z.enum(accessKinds),
    path: z.string().nullable().meta({ description: 'Which file, where it was one.' }),
  })
  .meta({ id: 'ShareAccess' });

export const listShareAccessesQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .meta({ description: '`nextCursor` of the page before.' }),
});
export const exportShareAccessesQuerySchema = z.object({ format: z.enum(['csv', 'ndjson']).default('csv') });
export const shareAccessPageSchema = z
  .object({ items: z.array(shareAccessSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'ShareAccessPage' });

/** What the links of a workspace may be; it is held against links that are made or changed, `off` against all. */
export const sharePolicySchema = z
  .object({
    maxLifetimeDays: z.int().min(1).max(3650).nullable(),
    passwordRequired: z.boolean(),
    off: z.boolean().meta({ description: 'No link of the workspace opens, and none can be made.' }),
  })
  .strict()
  .meta({ id: 'SharePolicy' });

export const openShareSchema = z
  .object({ code: shareCodeSchema, password: presentedPasswordSchema.optional() })
  .strict()
  .meta({ id: 'OpenShare' });

/** Proves for minutes that its holder opened the link, password and all. */
export const ticketSchema = z.string().min(1).max(1000);

export const shareViewSchema = z
  .object({
    name: z.string(),
    sharedBy: z.string().meta({ description: 'The member who made the link, by the name that others see.' }),
    description: z.string().meta({ description: 'README of the dataset, Markdown.' }),
    dataTypeId: dataTypeIdSchema,
    size: z.int(),
    version: z.int(),
    updatedAt: z.iso.datetime(),
    files: z
      .array(z.object({ path: z.string(), size: z.int(), md5: z.string().nullable() }))
      .meta({ description: 'The first 1000, by path.' }),
    fileCount: z.int(),
    preview: z.boolean(),
    expiresAt: z.iso.datetime(),
    downloadsLeft: z.int().nullable(),
    hasPassword: z.boolean(),
    ticket: ticketSchema,
  })
  .meta({ id: 'ShareView' });

/** Without `path` the first file is previewed, and a version of many files is downloaded as one zip. */
export const issueShareKeySchema = z
  .object({
    code: shareCodeSchema,
    ticket: ticketSchema,
    path: filePathSchema.optional(),
    purpose: z.enum(['preview', 'download']),
  })
  .strict()
  .meta({ id: 'IssueShareKey' });

/** Of a zip `size` is that of the files in it, and there is no ETag. */
export const shareKeySchema = readKeySchema.meta({ id: 'ShareKey' });

/** What becomes of a member's links when the member is removed. */
export const linksOfRemovedSchema = z.enum(['keep', 'revoke', 'take-over']);

export type Share = z.infer<typeof shareSchema>;
export type CreatedShare = z.infer<typeof createdShareSchema>;
export type CreateShare = z.input<typeof createShareSchema>;
export type UpdateShare = z.input<typeof updateShareSchema>;
export type ShareState = z.infer<typeof shareStateSchema>;
export type Closing = (typeof closings)[number];
export type ShareAudience = z.infer<typeof shareAudienceSchema>;
export type SharePage = z.infer<typeof sharePageSchema>;
export type ListSharesQuery = z.output<typeof listSharesQuerySchema>;
export type ListDataRequestsQuery = z.output<typeof listDataRequestsQuerySchema>;
export type ShareAccess = z.infer<typeof shareAccessSchema>;
export type ShareAccessPage = z.infer<typeof shareAccessPageSchema>;
export type AccessKind = (typeof accessKinds)[number];
export type SharePolicy = z.infer<typeof sharePolicySchema>;
export type ShareView = z.infer<typeof shareViewSchema>;
export type IssueShareKey = z.infer<typeof issueShareKeySchema>;
export type LinksOfRemoved = z.infer<typeof linksOfRemovedSchema>;
