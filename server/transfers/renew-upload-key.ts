import type { Upload, WriteKey } from '#lib/transfers/upload-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findUpload, requireReserved, toUpload } from './find-upload.ts';
import { requireUploader } from './uploader.ts';

/** A fresh SAS for the upload's blob, as long as the upload is open and its maker still a member. */
export async function renewUploadKey(
  ctx: Context<BlobStore>,
  { uploadId }: { uploadId: string },
): Promise<WriteKey> {
  const uploader = requireUploader(ctx.actor);
  const upload = await findUpload(ctx.db, uploader, uploadId);
  requireReserved(upload, ctx.now());
  const { url, expiresAt } = await ctx.blobs.issueWriteKey(upload.blobKey);
  const { workspaceId } = uploader;
  await recordEvent(ctx, ctx.db, { workspaceId, action: 'upload.renew-key', subject: uploadId });
  return { url, expiresAt: expiresAt.toISOString() };
}

/** State of an upload of the actor. */
export async function getUpload(ctx: Context, { uploadId }: { uploadId: string }): Promise<Upload> {
  return toUpload(await findUpload(ctx.db, requireUploader(ctx.actor), uploadId));
}
