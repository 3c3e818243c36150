import { and, asc, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { removeBytes } from './cancel-upload.ts';
import type { UploadRow } from './find-upload.ts';
import { undoOverwrites } from './undo-overwrites.ts';

const { uploadChunks, uploadFiles, uploads } = schema;

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

async function sweepUpload(parts: Parts<BlobStore>, upload: UploadRow): Promise<void> {
  // From here on a confirm is refused; one that came first, on a server whose clock is behind, keeps its bytes.
  const closed = await parts.db
    .update(uploads)
    .set({ state: 'cancelled' })
    .where(and(eq(uploads.id, upload.id), ne(uploads.state, 'confirmed')))
    .returning({ id: uploads.id });
  if (closed.length > 0) await removeBytes(parts.blobs, upload);
  else {
    // Read again: the confirm may have come after `upload` was read, which then knows nothing of what is to be kept.
    const [confirmed] = await parts.db.select().from(uploads).where(eq(uploads.id, upload.id));
    if (confirmed) await undoOverwrites(parts, confirmed);
  }
  await parts.db.delete(uploadFiles).where(eq(uploadFiles.uploadId, upload.id));
  await parts.db.delete(uploadChunks).where(eq(uploadChunks.uploadId, upload.id));
  await parts.db.update(uploads).set({ sweptAt: parts.now() }).where(eq(uploads.id, upload.id));
}
