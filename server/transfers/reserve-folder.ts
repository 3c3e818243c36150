import type { FolderUpload, ReserveFolder } from '#lib/transfers/folder-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { findDataset } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { toFolderUpload } from './folder-files.ts';
import { openUpload } from './open-upload.ts';
import { requireMayImport, requireTarget } from './reserve-upload.ts';

/**
 * Opens an upload of many files that becomes one version. Its files are named afterwards (`addFolderFiles`). Of a new
 * version as many bytes are held of the quota as must be new; more as soon as more are.
 */
export async function reserveFolder(ctx: Context<BlobStore>, input: ReserveFolder): Promise<FolderUpload> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.create');
  requireMayImport(ctx, input.original);
  const before = input.datasetId ? await findDataset(ctx.db, workspaceId, input.datasetId) : undefined;
  const heldBytes = Math.max(0, input.size - (before?.size ?? 0));
  const row = await openUpload(ctx, 'dataset.create', { ...input, heldBytes }, (tx) =>
    requireTarget(tx, workspaceId, input),
  );
  return toFolderUpload(row);
}
