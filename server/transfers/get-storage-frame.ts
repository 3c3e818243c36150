import type { StorageFrame } from '#lib/transfers/folder-schema.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { requireUploader } from './uploader.ts';

/**
 * Where a browser finds the page on storage's own origin. Sent from there, a small file needs no question before it whether
 * it may be sent (CORS preflight); the key reads that page alone.
 */
export async function getStorageFrame(ctx: Context<BlobStore>): Promise<StorageFrame> {
  requireUploader(ctx.actor);
  const { url } = await ctx.blobs.issueFrameKey(new URL(ctx.config.publicUrl).origin);
  return { url };
}
