import { and, asc, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import { recordEvent } from '#server/audit/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';

const { datasetFiles, experimentOutputs, uploadChunks, uploads } = schema;
type Due = Pick<typeof uploads.$inferSelect, 'id' | 'blobKey' | 'workspaceId' | 'datasetId' | 'version'>;

const batch = 100;

/**
 * Past an upload's `expiresAt` by this much no write key is alive (15 minutes), though servers' clocks may differ.
 */
export const sweepMargin = 60 * 60_000;

/**
 * Looks once more at every upload whose time, and that of its last key, is over. What was never confirmed is removed
 * from storage; what was confirmed and then written again with a key still alive is put back. Answers how many. One
 * that fails is told in the log and tried again in the next round; it stops no other.
 */
export async function sweepUploads(parts: Parts<BlobStore>): Promise<number> {
  const before = new Date(parts.now().getTime() - sweepMargin);
  let swept = 0;
  let after = '';
  for (;;) {
    const due = await parts.db
      .select()
      .from(uploads)
      .where(and(isNull(uploads.sweptAt), lt(uploads.expiresAt, before), gt(uploads.id, after)))
      .orderBy(asc(uploads.id))
      .limit(batch);
    for (const upload of due) {
      try {
        await sweepUpload(parts, upload);
        swept += 1;
      } catch (error) {
        parts.log.warn(
          { upload: upload.id, error: describeError(error) },
          'an upload could not be swept yet',
        );
      }
    }
    const last = due.at(-1);
    if (!last || due.length < batch) return swept;
    after = last.id;
  }
}

async function sweepUpload(parts: Parts<BlobStore>, upload: Due): Promise<void> {
  // From here on a confirm is refused; one that came first, on a server whose clock is behind, keeps its bytes.
  const closed = await parts.db
    .update(uploads)
    .set({ state: 'cancelled' })
    .where(and(eq(uploads.id, upload.id), ne(uploads.state, 'confirmed')))
    .returning({ id: uploads.id });
  if (closed.length > 0) await parts.blobs.remove(upload.blobKey);
  else await undoOverwrite(parts, upload);
  await parts.db.delete(uploadChunks).where(eq(uploadChunks.uploadId, upload.id));
  await parts.db.update(uploads).set({ sweptAt: parts.now() }).where(eq(uploads.id, upload.id));
}

/** Readers get the sealed snapshot whatever happens; but what was written over it would be kept, and counted nowhere. */
async function undoOverwrite(parts: Parts<BlobStore>, upload: Due): Promise<void> {
  const file = await sealedAs(parts, upload.blobKey);
  const stored = file && (await parts.blobs.inspect(upload.blobKey));
  if (!stored || stored.etag === file.etag) return;
  await parts.blobs.promote(upload.blobKey, file.snapshot);
  const { workspaceId, id } = upload;
  const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId };
  await recordEvent({ ...parts, actor, address: null }, parts.db, {
    workspaceId,
    action: 'upload.undo-overwrite',
    subject: file.subject,
    details: { uploadId: id, sealed: file.size, found: stored.size },
  });
}

/** What a blob was sealed as: a dataset's file, the output of an experiment, or what awaits acceptance. */
async function sealedAs({ db }: Parts<BlobStore>, blobKey: string) {
  const facts = { etag: datasetFiles.etag, snapshot: datasetFiles.snapshot, size: datasetFiles.size };
  const [file] = await db
    .select({ ...facts, subject: datasetFiles.datasetId })
    .from(datasetFiles)
    .where(eq(datasetFiles.blobKey, blobKey));
  if (file) return file;
  const { etag, snapshot, size } = experimentOutputs;
  const [output] = await db
    .select({ etag, snapshot, size, subject: experimentOutputs.experimentId })
    .from(experimentOutputs)
    .where(eq(experimentOutputs.blobKey, blobKey));
  return output ?? submittedAs(db, blobKey);
}

async function submittedAs(db: Database, blobKey: string) {
  const [row] = await db.select().from(uploads).where(eq(uploads.blobKey, blobKey));
  if (!row || row.etag === null || row.snapshot === null) return undefined;
  return { etag: row.etag, snapshot: row.snapshot, size: row.size, subject: row.id };
}
