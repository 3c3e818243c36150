import type { Upload, WriteKey } from '#lib/transfers/upload-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findUpload, requireReserved, toUpload } from './find-upload.ts';
import { keepOpen } from './keep-open.ts';
import { requireUploader } from './uploader.ts';

/** A fresh SAS for the upload's blob, as long as the upload is open and its maker still a member; it stays open for as long anew. */
export async function renewUploadKey(
  ctx: Context<BlobStore>,
  { uploadId }: { uploadId: string },
): Promise<WriteKey> {
  const uploader = requireUploader(ctx.actor);
  const { blobKey } = await ctx.db.transaction(async (tx) => {
    const locked = await findUpload(tx, uploader, uploadId, { lock: true });
    requireReserved(locked, ctx.now());
    await keepOpen(tx, locked, ctx.now());
    return locked;
  });
  const { url, expiresAt } = await ctx.blobs.issueWriteKey(blobKey);
  const { workspaceId } = uploader;
  await recordEvent(ctx, ctx.db, { workspaceId, action: 'upload.renew-key', subject: uploadId });
  return { url, expiresAt: expiresAt.toISOString() };
}

/** State of an upload of the actor. */
export async function getUpload(ctx: Context, { uploadId }: { uploadId: string }): Promise<Upload> {
  return toUpload(await findUpload(ctx.db, requireUploader(ctx.actor), uploadId));
}
