import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { type BlobStore, keyLifetime } from '#server/storage/index.ts';
import { anyKind, findUpload, type UploadRow } from './find-upload.ts';
import { requireUploader } from './uploader.ts';

const { uploads } = schema;

/** Ends an upload that was not confirmed and removes what was staged. Cancelling twice is fine. */
export async function cancelUpload(
  ctx: Context<BlobStore>,
  { uploadId }: { uploadId: string },
): Promise<void> {
  const find = () => findUpload(ctx.db, requireUploader(ctx.actor), uploadId, { kinds: anyKind });
  const upload = await find();
  if (upload.state === 'reserved' && (await abandonUpload(ctx, upload, 'upload.cancel', {}))) return;
  // A confirm may have come in between: then it is listed, and whoever cancels must hear so.
  if ((await find()).state === 'confirmed')
    throw new SluiceError('upload_closed', 'This upload is confirmed already; delete the dataset instead.');
}

/**
 * Marks an upload cancelled and removes its bytes; answers false, and changes nothing, where it was closed already. Its
 * last key may live for minutes yet and write again, so the sweeper comes by once more when no key can be alive; what
 * fails here, it does.
 */
export async function abandonUpload(
  ctx: Context<BlobStore>,
  upload: UploadRow,
  action: 'upload.cancel' | 'upload.refuse',
  details: Record<string, unknown>,
): Promise<boolean> {
  const { id, workspaceId } = upload;
  const ended = await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(uploads)
      .set({ state: 'cancelled', expiresAt: new Date(ctx.now().getTime() + keyLifetime) })
      .where(and(eq(uploads.id, id), eq(uploads.state, 'reserved')))
      .returning({ id: uploads.id });
    if (rows.length > 0) await recordEvent(ctx, tx, { workspaceId, action, subject: id, details });
    return rows.length > 0;
  });
  if (ended) await removeBytes(ctx.blobs, upload).catch(() => undefined);
  return ended;
}

/** Removes all that was staged and committed for an upload. */
export function removeBytes(
  blobs: BlobStore,
  { blobKey, fileCount }: Pick<UploadRow, 'blobKey' | 'fileCount'>,
): Promise<void> {
  return fileCount === null ? blobs.remove(blobKey) : blobs.removeAll(blobKey);
}
