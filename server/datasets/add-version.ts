import { eq, sql } from 'drizzle-orm';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { nameKey } from '#lib/datasets/dataset-name.ts';
import type { VersionOrigin } from '#lib/datasets/dataset-schema.ts';
import { type Database, rowsOf, schema } from '#server/platform/db/index.ts';
import type { SealedBlob } from '#server/storage/index.ts';
import { findDataset } from './find-dataset.ts';
import type { DatasetRow } from './projections.ts';

const { datasetFiles, datasets, datasetVersions } = schema;

/** Rows of one insert: a megabyte or so. */
const rowsAtOnce = 2000;

export interface NewFile extends Omit<SealedBlob, 'snapshot'> {
  path: string;
  contentType: string;
  blobKey: string;
  /** Null where no key could ever write the blob again. */
  snapshot: string | null;
  /** Whether an earlier version of the dataset brought the blob. */
  referenced?: boolean;
}

export type EarlierVersion = Pick<typeof datasetVersions.$inferSelect, 'n' | 'size' | 'fileCount'>;

export interface NewVersion {
  workspaceId: string;
  /**
   * A new dataset of this id and name, or a new version of the one that has the id, which takes the name and the
   * description given.
   */
  target:
    | { kind: 'new'; id: string; name: string; description: string }
    | { kind: 'existing'; id: string; name?: string | undefined; description?: string | undefined };
  dataTypeId: DataTypeId;
  ownerId: string | null;
  /** Who made it, where that was no member. */
  ownerName: string | null;
  origin: VersionOrigin;
  /** At least one; or those of an earlier version of the dataset, which then brings no bytes. */
  files: readonly NewFile[] | EarlierVersion;
  /** Of an import: when the version was first made. */
  originalAt?: Date | null;
  now: Date;
}

/** Makes sealed blobs visible as a version; call it in the transaction that closes the upload. */
export async function addVersion(tx: Database, version: NewVersion): Promise<DatasetRow> {
  const { files, now, target, workspaceId, dataTypeId, ownerId, ownerName, origin } = version;
  const createdAt = version.originalAt ?? now;
  const { size, fileCount, keptBytes } = 'n' in files ? { ...files, keptBytes: 0 } : sumsOf(files);
  const newest = { dataTypeId, size, fileCount, ownerId, ownerName, updatedAt: createdAt };
  const existing =
    target.kind === 'existing' ? await findDataset(tx, workspaceId, target.id, { lock: true }) : undefined;
  const n = (existing?.version ?? 0) + 1;
  const [dataset] =
    target.kind === 'existing'
      ? await tx
          .update(datasets)
          .set({ ...newest, ...changesOf(target), version: n })
          .where(eq(datasets.id, target.id))
          .returning()
      : await tx
          .insert(datasets)
          .values({ ...newest, ...target, nameKey: nameKey(target.name), workspaceId, version: n, createdAt })
          .returning();
  if (!dataset) throw new Error('the dataset row was not written');
  await tx.insert(datasetVersions).values({
    ...{ datasetId: dataset.id, n, dataTypeId, size, fileCount, keptBytes },
    ...{ ownerId, ownerName, origin, createdAt },
  });
  if ('n' in files) await copyFiles(tx, dataset, files.n);
  else await writeFiles(tx, dataset, files);
  return dataset;
}

function sumsOf(files: readonly NewFile[]) {
  return {
    size: files.reduce((sum, file) => sum + file.size, 0),
    fileCount: files.length,
    keptBytes: files.reduce((sum, file) => sum + (file.referenced ? 0 : file.size), 0),
  };
}

async function writeFiles(
  tx: Database,
  { id, version }: DatasetRow,
  files: readonly NewFile[],
): Promise<void> {
  for (let start = 0; start < files.length; start += rowsAtOnce) {
    const rows = files.slice(start, start + rowsAtOnce).map((file) => rowOf(file, id, version));
    await tx.execute(sql`insert into ${datasetFiles} ${rowsOf(datasetFiles, rows)}`);
  }
}

/** Within the database: 100,000 files would pass through the server's one thread, and its memory, twice. */
async function copyFiles(tx: Database, { id, version }: DatasetRow, from: number): Promise<void> {
  const same = sql`path, size, md5, etag, content_type, blob_key, snapshot`;
  await tx.execute(sql`
    insert into ${datasetFiles} (dataset_id, n, ${same}, referenced)
    select dataset_id, ${version}, ${same}, true from ${datasetFiles}
    where ${datasetFiles.datasetId} = ${id} and ${datasetFiles.n} = ${from}`);
}

function rowOf({ md5, referenced = false, ...file }: NewFile, datasetId: string, n: number) {
  const { path, size, etag, contentType, blobKey, snapshot } = file;
  return { datasetId, n, path, size, md5: md5 ?? null, etag, contentType, blobKey, snapshot, referenced };
}

function changesOf({ name, description }: { name?: string | undefined; description?: string | undefined }) {
  return {
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(description === undefined ? {} : { description }),
  };
}
