import { inArray } from 'drizzle-orm';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import type { DatasetFile, DatasetSummary, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { users } = schema;

export type DatasetRow = typeof schema.datasets.$inferSelect;
export type VersionRow = typeof schema.datasetVersions.$inferSelect;
export type FileRow = typeof schema.datasetFiles.$inferSelect;

export function purgeTime(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + undoDays * 24 * 3_600_000);
}

/** Display names of owners by id; one query for a whole page. */
export async function ownerNames(
  db: Database,
  rows: readonly { ownerId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ ownerId }) => ownerId ?? []))];
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: users.id, displayName: users.displayName })
    .from(users)
    .where(inArray(users.id, ids));
  return new Map(found.map((user) => [user.id, user.displayName]));
}

export function toOwner(
  { ownerId, ownerName }: { ownerId: string | null; ownerName: string | null },
  names: Map<string, string>,
): DatasetSummary['owner'] {
  return { id: ownerId, displayName: (ownerId && names.get(ownerId)) || ownerName || 'Sluice' };
}

export function toSummary(row: DatasetRow, names: Map<string, string>): DatasetSummary {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: row.name,
    dataTypeId: row.dataTypeId,
    size: row.size,
    version: row.version,
    fileCount: row.fileCount,
    owner: toOwner(row, names),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    purgeAt: row.deletedAt ? purgeTime(row.deletedAt).toISOString() : null,
  };
}

export function toFile(row: FileRow): DatasetFile {
  const { path, size, md5, etag, contentType } = row;
  return { path, size, md5, etag, contentType };
}

/** `{workspaceId}.{datasetId}.v{n}`: the id the Studio (classic) API knows a version by. */
export function versionIdOf(workspaceId: string, datasetId: string, n: number): string {
  return `${workspaceId}.${datasetId}.v${n}`;
}

export function toVersion(
  workspaceId: string,
  row: VersionRow,
  /** The first of its files. */
  files: readonly FileRow[],
  names: Map<string, string>,
): DatasetVersion {
  return {
    id: versionIdOf(workspaceId, row.datasetId, row.n),
    n: row.n,
    dataTypeId: row.dataTypeId,
    size: row.size,
    fileCount: row.fileCount,
    owner: toOwner(row, names),
    origin: row.origin,
    createdAt: row.createdAt.toISOString(),
    files: files.map(toFile),
  };
}
