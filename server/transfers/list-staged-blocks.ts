import { SluiceError } from '#lib/errors.ts';
import type { StagedBlocks } from '#lib/transfers/folder-schema.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findUpload, requireReserved } from './find-upload.ts';
import { requireUploader } from './uploader.ts';

/**
 * What storage has of an upload under way: how a client that was reloaded learns what is still to be sent. Asked with the
 * portal's own credential, as the key that its maker holds may write and not read.
 */
export async function listStagedBlocks(
  ctx: Context<BlobStore>,
  { uploadId, path }: { uploadId: string; path?: string | undefined },
): Promise<StagedBlocks> {
  const upload = await findUpload(ctx.db, requireUploader(ctx.actor), uploadId);
  requireReserved(upload, ctx.now());
  if (path !== undefined)
    throw new SluiceError('not_found', 'There is no such file in this upload; look at its files.');
  const [stored, blocks] = await Promise.all([
    ctx.blobs.inspect(upload.blobKey),
    ctx.blobs.listStagedBlocks(upload.blobKey),
  ]);
  const committed = stored ? { etag: stored.etag, size: stored.size, md5: stored.md5 ?? null } : null;
  return { committed, blocks };
}
