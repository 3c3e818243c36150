import type { Upload, WriteKey } from '#lib/transfers/upload-schema.ts';
import { recordEvent, recordEventOnce } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type BlobStore, keyLifetime } from '#server/storage/index.ts';
import { findUpload, requireReserved, toUpload } from './find-upload.ts';
import { keepOpen } from './keep-open.ts';
import { requireUploader } from './uploader.ts';

/** A third of a key's life: clients renew later than that, and sooner where storage refuses the key they have. */
const toldAnewMs = keyLifetime / 3;

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
  const event = { workspaceId, action: 'upload.renew-key', subject: uploadId } as const;
  // Behind a link is anybody, who could write lines without end.
  if (ctx.actor.kind === 'share')
    await ctx.db.transaction(async (tx) => {
      await findUpload(tx, uploader, uploadId, { lock: true });
      await recordEventOnce(ctx, tx, event, toldAnewMs);
    });
  else await recordEvent(ctx, ctx.db, event);
  return { url, expiresAt: expiresAt.toISOString() };
}

/** State of an upload of the actor. */
export async function getUpload(ctx: Context, { uploadId }: { uploadId: string }): Promise<Upload> {
  return toUpload(await findUpload(ctx.db, requireUploader(ctx.actor), uploadId));
}
