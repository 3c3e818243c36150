import { and, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { getQuotaSetting } from '#server/platform/quota-setting.ts';

const { datasetFiles, datasets, datasetVersions, experimentOutputs, experiments, uploads, workspaces } =
  schema;

/**
 * Bytes of versions in storage; a blob that several versions of a dataset have is counted once. Files are looked at only where
 * the version does not say: a workspace may have millions.
 */
export const keptBytes = sql<string>`coalesce(sum(coalesce(${datasetVersions.keptBytes}, (
  select coalesce(sum(${datasetFiles.size}) filter (where not ${datasetFiles.referenced}), 0) from ${datasetFiles}
  where ${datasetFiles.datasetId} = ${datasetVersions.datasetId} and ${datasetFiles.n} = ${datasetVersions.n}
))), 0)`;

/** Bytes that open uploads hold of the quota. */
export const heldBytes = sql<string>`coalesce(sum(coalesce(${uploads.heldBytes}, ${uploads.size})), 0)`;

/**
 * Bytes a workspace keeps in storage: all files of all versions, the outputs of experiments, and what arrived through
 * links and awaits acceptance; what is deleted is included until it is purged.
 */
export async function bytesOf(db: Database, workspaceId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: bytesKept(db, workspaceId) })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return Number(row?.bytes ?? 0);
}

/** The same as part of a statement. */
function bytesKept(db: Database, workspaceId: string): SQL<string> {
  const files = db
    .select({ bytes: keptBytes })
    .from(datasetVersions)
    .innerJoin(datasets, eq(datasets.id, datasetVersions.datasetId))
    .where(eq(datasets.workspaceId, workspaceId));
  const outputs = db
    .select({ bytes: sql`coalesce(sum(${experimentOutputs.size}), 0)` })
    .from(experimentOutputs)
    .innerJoin(experiments, eq(experiments.id, experimentOutputs.experimentId))
    .where(eq(experiments.workspaceId, workspaceId));
  return sql`${files} + ${outputs} + ${received(db, workspaceId)}`;
}

/** Bytes of what arrived through links and awaits acceptance. */
export async function receivedBytesOf(db: Database, workspaceId: string): Promise<number> {
  const [row] = await received(db, workspaceId);
  return Number(row?.bytes ?? 0);
}

function received(db: Database, workspaceId: string) {
  return db
    .select({ bytes: sql<string>`coalesce(sum(${uploads.size}), 0)` })
    .from(uploads)
    .where(
      and(
        eq(uploads.workspaceId, workspaceId),
        isNotNull(uploads.requestId),
        eq(uploads.state, 'confirmed'),
        isNull(uploads.datasetId),
      ),
    );
}

/** Bytes a workspace may keep: its own quota, or what is set for all that have none; null for no limit. */
export function quotaOf(workspace: { quotaBytes: number | null } | undefined): number | null {
  return workspace?.quotaBytes ?? getQuotaSetting() ?? null;
}

/**
 * Throws `quota_exceeded` where `size` more bytes do not fit beside what is kept and what is reserved. Call it in the
 * transaction that reserves: it locks the workspace's row, so that of two reservations for the last place one waits.
 */
export async function requireRoom(tx: Database, workspaceId: string, size: number, now: Date): Promise<void> {
  const [workspace] = await tx
    .select({ quotaBytes: workspaces.quotaBytes })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
    .for('update');
  const quota = quotaOf(workspace);
  if (quota === null) return;
  const reserved = tx
    .select({ bytes: heldBytes })
    .from(uploads)
    .where(
      and(eq(uploads.workspaceId, workspaceId), eq(uploads.state, 'reserved'), gt(uploads.expiresAt, now)),
    );
  // In one statement: between two an upload may be confirmed, and count both as reserved and as kept.
  const [taken] = await tx
    .select({ bytes: sql<string>`${bytesKept(tx, workspaceId)} + ${reserved}` })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  const left = quota - Number(taken?.bytes ?? 0);
  if (size <= left) return;
  throw new SluiceError(
    'quota_exceeded',
    `The workspace has room for ${formatBytes(Math.max(left, 0))} more and this upload needs ${formatBytes(size)}; delete datasets or ask an operator for a larger quota.`,
    { details: { bytesLeft: Math.max(left, 0) } },
  );
}
