import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { pathKey } from '#lib/transfers/file-path.ts';
import type { StagedBlocks } from '#lib/transfers/folder-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { anyKind, findUpload, requireReserved, type UploadRow } from './find-upload.ts';
import { requireUploader } from './uploader.ts';

const { uploadFiles } = schema;

/**
 * What storage has of an upload under way: how a client that was reloaded learns what is still to be sent. Asked with the
 * portal's own credential, as the key that its maker holds may write and not read.
 */
export async function listStagedBlocks(
  ctx: Context<BlobStore>,
  { uploadId, path }: { uploadId: string; path?: string | undefined },
): Promise<StagedBlocks> {
  const upload = await findUpload(ctx.db, requireUploader(ctx.actor), uploadId, {
    kinds: anyKind,
  });
  requireReserved(upload, ctx.now());
  const blobKey = await blobKeyOf(ctx, upload, path);
  const [stored, blocks] = await Promise.all([
    ctx.blobs.inspect(blobKey),
    ctx.blobs.listStagedBlocks(blobKey),
  ]);
  const committed = stored ? { etag: stored.etag, size: stored.size, md5: stored.md5 ?? null } : null;
  return { committed, blocks };
}

async function blobKeyOf(ctx: Context, upload: UploadRow, path: string | undefined): Promise<string> {
  if (path === undefined && upload.fileCount === null) return upload.blobKey;
  const [file] = await ctx.db
    .select({ path: uploadFiles.path, blobKey: uploadFiles.blobKey })
    .from(uploadFiles)
    .where(and(eq(uploadFiles.uploadId, upload.id), eq(uploadFiles.pathKey, pathKey(path ?? ''))));
  if (file?.path !== path || !file)
    throw new SluiceError('not_found', 'There is no such file in this upload; look at its files.');
  return file.blobKey;
}
