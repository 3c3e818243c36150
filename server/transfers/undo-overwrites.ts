import { and, eq, sql } from 'drizzle-orm';
import { recordEvent } from '#server/audit/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { type BlobStore, type StoredBlob, sameEtag } from '#server/storage/index.ts';
import type { UploadRow } from './find-upload.ts';

const { datasetFiles, experimentOutputs } = schema;

/** What a blob was sealed as: a file of a dataset, the output of an experiment, or what awaits acceptance. */
interface Sealed {
  subject: string;
  blobKey: string;
  size: number;
  etag: string;
  snapshot: string | null;
}

/**
 * Readers get what was sealed whatever happens; but what a key still alive wrote over it, beside it in the folder of an
 * upload of many files, or kept as snapshots of its own, would be kept and counted nowhere.
 */
export async function undoOverwrites(parts: Parts<BlobStore>, upload: UploadRow): Promise<void> {
  const sealed = await sealedOf(parts, upload);
  await undoWrites(parts, upload, sealed);
  const [first] = sealed;
  if (!first) return;
  const kept = new Map(sealed.map(({ blobKey, snapshot }) => [blobKey, snapshot]));
  const { count, bytes } = await parts.blobs.removeOtherSnapshots(upload.blobKey, kept);
  if (count > 0) await told(parts, upload, first.subject, { snapshots: count, found: bytes });
}

async function undoWrites(
  parts: Parts<BlobStore>,
  upload: UploadRow,
  sealed: readonly Sealed[],
): Promise<void> {
  const { blobs } = parts;
  if (upload.fileCount === null) {
    for (const file of sealed) await undoOverwrite(parts, upload, file, await blobs.inspect(file.blobKey));
    return;
  }
  // Where the version is not known nothing is found to keep, and all would go.
  if (upload.version === null) throw new Error('a confirmed upload of many files without its version');
  await blobs.removeAll(upload.blobKey, new Set(sealed.map(({ blobKey }) => blobKey)));
  const fromBlocks = sealed.filter(({ snapshot }) => snapshot !== null);
  if (fromBlocks.length === 0) return;
  const stored = await blobs.list(upload.blobKey);
  for (const file of fromBlocks) await undoOverwrite(parts, upload, file, stored.get(file.blobKey));
}

async function undoOverwrite(
  parts: Parts<BlobStore>,
  upload: UploadRow,
  { subject, blobKey, etag, size, snapshot }: Sealed,
  stored: StoredBlob | undefined,
): Promise<void> {
  if (!stored || snapshot === null || sameEtag(stored.etag, etag)) return;
  await parts.blobs.promote(blobKey, snapshot);
  await told(parts, upload, subject, { sealed: size, found: stored.size });
}

async function told(
  parts: Parts<BlobStore>,
  { id, workspaceId }: UploadRow,
  subject: string,
  details: Record<string, number>,
): Promise<void> {
  const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId };
  await recordEvent({ ...parts, actor, address: null }, parts.db, {
    workspaceId,
    action: 'upload.undo-overwrite',
    subject,
    details: { uploadId: id, ...details },
  });
}

/** What the upload's own blobs were sealed as. */
async function sealedOf({ db }: Parts<BlobStore>, upload: UploadRow): Promise<Sealed[]> {
  const { blobKey, datasetId, version, fileCount } = upload;
  if (upload.requestId !== null) return submittedAs(db, upload);
  if (datasetId === null) {
    const { experimentId: subject, size, etag, snapshot, blobKey: key } = experimentOutputs;
    return db
      .select({ subject, blobKey: key, size, etag, snapshot })
      .from(experimentOutputs)
      .where(eq(key, blobKey));
  }
  const { datasetId: subject, size, etag, snapshot, blobKey: key } = datasetFiles;
  return db
    .select({ subject, blobKey: key, size, etag, snapshot })
    .from(datasetFiles)
    .where(
      and(
        eq(subject, datasetId),
        version === null ? undefined : eq(datasetFiles.n, version),
        fileCount === null ? eq(key, blobKey) : sql`starts_with(${key}, ${`${blobKey}/`})`,
      ),
    );
}

/** What arrived through a link is a file of the dataset it became, or waits as it was sealed. */
async function submittedAs(
  db: Database,
  { id, blobKey, size, etag, snapshot }: UploadRow,
): Promise<Sealed[]> {
  const { datasetId: subject, size: bytes, etag: tag, snapshot: sealed, blobKey: key } = datasetFiles;
  const files = await db
    .select({ subject, blobKey: key, size: bytes, etag: tag, snapshot: sealed })
    .from(datasetFiles)
    .where(eq(key, blobKey));
  if (files.length > 0 || etag === null) return files;
  return [{ subject: id, blobKey, size, etag, snapshot }];
}
