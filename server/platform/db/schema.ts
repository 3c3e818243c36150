import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import type { VersionOrigin } from '#lib/datasets/dataset-schema.ts';
import type { RunStatus } from '#lib/experiments/experiment-schema.ts';
import type { AccessKind, ShareAudience } from '#lib/shares/share-schema.ts';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import type { MemberRole } from '#lib/users/member-roles.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
/** Compared code point by code point, whatever the database's locale. */
const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const bytes = (name: string) => bigint(name, { mode: 'number' });
/** Ids of users. */
const makers = () => text('maker_ids').array().notNull().default(sql`'{}'`);

export const workspaces = pgTable('workspaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  quotaBytes: bytes('quota_bytes'),
  /** What links may be made: days they live at most, whether each needs a password, and whether there are any. */
  shareMaxLifetimeDays: integer('share_max_lifetime_days'),
  sharePasswordRequired: boolean('share_password_required').notNull().default(false),
  sharesOff: boolean('shares_off').notNull().default(false),
  createdAt: moment('created_at').notNull(),
  /** Nobody is a member from then on; an Owner can restore it for 7 days. */
  deletedAt: moment('deleted_at'),
});

export const users = pgTable('users', {
  id: text('id').primaryKey(),
  displayName: text('display_name').notNull(),
  email: text('email'),
  createdAt: moment('created_at').notNull(),
  /** To the minute. */
  lastSeenAt: moment('last_seen_at'),
});

/** Who somebody is to an identity provider. A person is found by these two, never by an e-mail address. */
export const identities = pgTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('identities_by_user').on(t.userId)],
);

/** Nonces of sign-ins under way, by digest; each is taken once. */
export const signInNonces = pgTable('sign_in_nonces', {
  digest: text('digest').primaryKey(),
  expiresAt: moment('expires_at').notNull(),
});

/** Invitations that wait for an answer; the code is kept by digest. Accepted and revoked ones stand in the audit. */
export const invitations = pgTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    email: text('email').notNull(),
    role: text('role').$type<MemberRole>().notNull(),
    digest: text('digest').notNull(),
    invitedBy: text('invited_by').notNull(),
    /** Who holds the link besides the invited: it is good while they are an Owner. */
    senderId: text('sender_id').references(() => users.id),
    /** Who holds it too: `sessions.makerIds` of the sender. */
    makerIds: makers(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('invitations_by_digest').on(t.digest),
    uniqueIndex('invitations_by_email').on(t.workspaceId, sql`lower(${t.email})`),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role').$type<MemberRole>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index('memberships_by_user').on(t.userId)],
);

/** Sessions and sign-in links are kept by digest: who reads this table cannot sign in with it. */
export const sessions = pgTable(
  'sessions',
  {
    digest: text('digest').primaryKey(),
    /** By which its owner can name it without holding its code. */
    id: text('id').notNull().default(sql`replace(gen_random_uuid()::text, '-', '')`),
    client: text('client').notNull().default('unknown'),
    address: text('address').notNull().default('unknown'),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /**
     * The Owner by whose sign-in link it began, and by whose that one's session did, and so on: any of them may be the one
     * who uses it. Its own person is not among them.
     */
    makerIds: makers(),
    createdAt: moment('created_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('sessions_by_user').on(t.userId), index('sessions_by_expiry').on(t.expiresAt)],
);

export const signInLinks = pgTable('sign_in_links', {
  digest: text('digest').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id),
  /** The Owner who made it; null where it is of who runs the installation. */
  makerId: text('maker_id').references(() => users.id),
  /** Who holds it too: `sessions.makerIds` of that Owner. */
  makerIds: makers(),
  expiresAt: moment('expires_at').notNull(),
});

/** Authorization tokens: sealed, as Owners can see them again, and a digest to find them by. */
export const tokens = pgTable(
  'tokens',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    slot: text('slot').$type<TokenSlot>().notNull(),
    /** Counts regenerations, so that of two at once one wins. */
    generation: integer('generation').notNull(),
    digest: text('digest').notNull(),
    sealed: text('sealed').notNull(),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at'),
    lastUsedAddress: text('last_used_address'),
    lastUsedClient: text('last_used_client'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.slot] }), uniqueIndex('tokens_by_digest').on(t.digest)],
);

const living = sql.raw('deleted_at is null');

/** The family. Facts of its newest version stand here too, so that a page of the list is one indexed read. */
export const datasets = pgTable(
  'datasets',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    name: text('name').notNull(),
    /** NFC of the name: two spellings of one text are one name. */
    nameKey: text('name_key').notNull(),
    description: text('description').notNull().default(''),
    version: integer('version').notNull(),
    dataTypeId: text('data_type_id').$type<DataTypeId>().notNull(),
    size: bytes('size').notNull(),
    fileCount: integer('file_count').notNull(),
    ownerId: text('owner_id').references(() => users.id),
    /** Who made it, where that was no member: an authorization token's client, an import. */
    ownerName: text('owner_name'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    deletedAt: moment('deleted_at'),
  },
  (t) => [
    uniqueIndex('datasets_living_name').on(t.workspaceId, t.nameKey).where(living),
    index('datasets_by_name').on(t.workspaceId, sql`lower(${t.name})`, t.id).where(living),
    index('datasets_by_update').on(t.workspaceId, t.updatedAt, t.id).where(living),
    index('datasets_by_size').on(t.workspaceId, t.size, t.id).where(living),
    index('datasets_by_type').on(t.workspaceId, t.dataTypeId, t.id).where(living),
    index('datasets_name_search').using('gin', sql`${t.name} gin_trgm_ops`),
    index('datasets_deleted').on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
  ],
);

/** Immutable once written: what was sealed. */
export const datasetVersions = pgTable(
  'dataset_versions',
  {
    datasetId: text('dataset_id')
      .notNull()
      .references(() => datasets.id, { onDelete: 'cascade' }),
    n: integer('n').notNull(),
    dataTypeId: text('data_type_id').$type<DataTypeId>().notNull(),
    size: bytes('size').notNull(),
    fileCount: integer('file_count').notNull(),
    /**
     * Bytes of the files that it brought: those of earlier versions are counted there. Null where a server of an earlier
     * release wrote it; then its files tell.
     */
    keptBytes: bytes('kept_bytes'),
    ownerId: text('owner_id').references(() => users.id),
    ownerName: text('owner_name'),
    origin: text('origin').$type<VersionOrigin>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.datasetId, t.n] }), check('version_counts_from_1', sql`${t.n} >= 1`)],
);

export const datasetFiles = pgTable(
  'dataset_files',
  {
    datasetId: text('dataset_id').notNull(),
    n: integer('n').notNull(),
    path: text('path').notNull(),
    size: bytes('size').notNull(),
    md5: text('md5'),
    etag: text('etag').notNull(),
    contentType: text('content_type').notNull(),
    blobKey: text('blob_key').notNull(),
    /**
     * The sealed snapshot readers get; what a write key still alive does to the blob, they never see. Null where no key
     * could ever write it again: it was made by one that creates and nothing else.
     */
    snapshot: text('snapshot'),
    /** Whether an earlier version brought the blob: then its bytes are counted there. */
    referenced: boolean('referenced').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.datasetId, t.n, t.path] }),
    foreignKey({
      columns: [t.datasetId, t.n],
      foreignColumns: [datasetVersions.datasetId, datasetVersions.n],
    }).onDelete('cascade'),
  ],
);

export type UploadState = 'reserved' | 'confirmed' | 'cancelled';

export const uploads = pgTable(
  'uploads',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** Null where an authorization token reserved it: whoever holds a token of the workspace goes on with it. */
    userId: text('user_id').references(() => users.id),
    ownerName: text('owner_name'),
    state: text('state').$type<UploadState>().notNull(),
    /** A new dataset's name, or null where `datasetId` gets a new version. */
    name: text('name'),
    datasetId: text('dataset_id'),
    /** Or the port of an experiment's run that it becomes the output of. */
    experimentId: text('experiment_id'),
    run: integer('run'),
    nodeId: text('node_id'),
    portName: text('port_name'),
    /** Or it comes through a link to receive data; then `owner_name` is its sender, and `etag` and so on what was sealed. */
    requestId: text('request_id').references((): AnyPgColumn => shares.id),
    etag: text('etag'),
    md5: text('md5'),
    snapshot: text('snapshot'),
    receivedAt: moment('received_at'),
    /** Of an import: when the version was first made. */
    originalAt: moment('original_at'),
    dataTypeId: text('data_type_id').$type<DataTypeId>().notNull(),
    description: text('description').notNull().default(''),
    /** How many files it is of, where they become one version: then `fileName` is empty. */
    fileCount: integer('file_count'),
    fileName: text('file_name').notNull(),
    contentType: text('content_type').notNull(),
    size: bytes('size').notNull(),
    /** What it holds of the quota, where that is not `size`: of many files those that are new. */
    heldBytes: bytes('held_bytes'),
    blockSize: bytes('block_size').notNull(),
    /** Its blob; of many files the folder in storage that theirs are in. */
    blobKey: text('blob_key').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** The version it became. */
    version: integer('version'),
    /** When the sweeper had its last look: removed what was not confirmed, undid what was written after the seal. */
    sweptAt: moment('swept_at'),
  },
  (t) => [
    index('uploads_by_workspace').on(t.workspaceId, t.state),
    index('uploads_by_request').on(t.requestId, t.state).where(sql`${t.requestId} is not null`),
    index('uploads_to_sweep').on(t.expiresAt).where(sql.raw('swept_at is null')),
  ],
);

/** The files of an upload of many, until it is swept. */
export const uploadFiles = pgTable(
  'upload_files',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    /** What paths are compared by, `pathKey` of `path`. */
    pathKey: plainText('path_key').notNull(),
    path: text('path').notNull(),
    size: bytes('size').notNull(),
    md5: text('md5'),
    contentType: text('content_type').notNull(),
    blobKey: text('blob_key').notNull(),
    /** Sent as one, by a key that only creates. */
    whole: boolean('whole').notNull(),
    /** The blob is one that an earlier version of the dataset brought. */
    referenced: boolean('referenced').notNull(),
    /** Once sealed from blocks, or of the blob referred to. */
    etag: text('etag'),
    snapshot: text('snapshot'),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.pathKey] })],
);

/** What the Studio (classic) API was sent of an upload: chunks it staged for a client that names no size beforehand. */
export const uploadChunks = pgTable(
  'upload_chunks',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    index: integer('index').notNull(),
    /** How many chunks the client said there will be. */
    total: integer('total').notNull(),
    size: integer('size').notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.index] })],
);

export const experiments = pgTable(
  'experiments',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    creatorId: text('creator_id').references(() => users.id),
    creatorName: text('creator_name'),
    runCount: integer('run_count').notNull().default(0),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    deletedAt: moment('deleted_at'),
  },
  (t) => [
    index('experiments_by_creation').on(t.workspaceId, t.createdAt, t.id).where(living),
    index('experiments_deleted').on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
  ],
);

export const experimentRuns = pgTable(
  'experiment_runs',
  {
    experimentId: text('experiment_id')
      .notNull()
      .references(() => experiments.id, { onDelete: 'cascade' }),
    n: integer('n').notNull(),
    status: text('status').$type<RunStatus>().notNull(),
    detail: text('detail').notNull().default(''),
    creatorId: text('creator_id').references(() => users.id),
    creatorName: text('creator_name'),
    startedAt: moment('started_at').notNull(),
    finishedAt: moment('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.experimentId, t.n] })],
);

/** Immutable once written: what was sealed. One output a port in each run. */
export const experimentOutputs = pgTable(
  'experiment_outputs',
  {
    id: text('id').primaryKey(),
    experimentId: text('experiment_id').notNull(),
    run: integer('run').notNull(),
    nodeId: text('node_id').notNull(),
    portName: text('port_name').notNull(),
    dataTypeId: text('data_type_id').$type<DataTypeId>().notNull(),
    fileName: text('file_name').notNull(),
    contentType: text('content_type').notNull(),
    size: bytes('size').notNull(),
    md5: text('md5'),
    etag: text('etag').notNull(),
    blobKey: text('blob_key').notNull(),
    snapshot: text('snapshot').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'experiment_outputs_run',
      columns: [t.experimentId, t.run],
      foreignColumns: [experimentRuns.experimentId, experimentRuns.n],
    }).onDelete('cascade'),
    uniqueIndex('experiment_outputs_by_port').on(t.experimentId, t.run, t.nodeId, t.portName),
    index('experiment_outputs_by_blob').on(t.blobKey),
  ],
);

export type ShareKind = 'dataset' | 'request';

/**
 * Links: to a dataset, or to receive data. Found by digest; the code is sealed besides, so that it can be copied again.
 */
export const shares = pgTable(
  'shares',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    kind: text('kind').$type<ShareKind>().notNull(),
    digest: text('digest').notNull(),
    sealed: text('sealed').notNull(),
    makerId: text('maker_id')
      .notNull()
      .references(() => users.id),
    note: text('note').notNull(),
    passwordHash: text('password_hash'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    uses: integer('uses').notNull().default(0),
    lastUsedAt: moment('last_used_at'),
    /** When its maker was told by mail that it runs out; null again once it is extended. */
    warnedAt: moment('warned_at'),
    /** To a dataset: which version (null: the newest), for whom, and how often yet. */
    datasetId: text('dataset_id').references(() => datasets.id, { onDelete: 'cascade' }),
    n: integer('n'),
    audience: text('audience').$type<ShareAudience>().notNull().default('anyone'),
    preview: boolean('preview').notNull().default(false),
    downloadLimit: integer('download_limit'),
    downloads: integer('downloads').notNull().default(0),
    /** To receive data: what may be sent. */
    title: text('title').notNull().default(''),
    maxBytesPerFile: bytes('max_bytes_per_file'),
    maxFiles: integer('max_files'),
    dataTypeIds: jsonb('data_type_ids').$type<DataTypeId[]>(),
  },
  (t) => [
    uniqueIndex('shares_by_digest').on(t.digest),
    index('shares_by_workspace').on(t.workspaceId, t.kind, t.createdAt, t.id),
    index('shares_by_dataset').on(t.datasetId),
    index('shares_by_maker').on(t.workspaceId, t.makerId),
    index('shares_to_warn').on(t.expiresAt).where(sql.raw('warned_at is null and revoked_at is null')),
  ],
);

/** Who used a link, as far as one can say: address shortened to its network. */
export const shareAccesses = pgTable(
  'share_accesses',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    shareId: text('share_id')
      .notNull()
      .references(() => shares.id, { onDelete: 'cascade' }),
    at: moment('at').notNull(),
    address: text('address').notNull(),
    agent: text('agent').notNull(),
    what: text('what').$type<AccessKind>().notNull(),
    path: text('path'),
  },
  (t) => [index('share_accesses_by_share').on(t.shareId, t.id)],
);

/**
 * What this database has lately marked the container with. An older copy of the database lacks the newest, by which it knows
 * that another one keeps the books by now.
 */
export const containerMarks = pgTable('container_marks', {
  mark: text('mark').primaryKey(),
  madeAt: moment('made_at').notNull(),
});

/** Append-only. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    at: moment('at').notNull(),
    actor: text('actor').notNull(),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    /** What it was done to: a dataset, upload, session … id. */
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    /** Address the request came from, as the server saw it. */
    address: text('address'),
  },
  (t) => [
    index('audit_by_workspace').on(t.workspaceId, t.id),
    index('audit_by_subject').on(t.workspaceId, t.subject, t.id),
  ],
);
