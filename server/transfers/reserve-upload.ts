import { SluiceError } from '#lib/errors.ts';
import type { ReservedUpload, ReserveUpload } from '#lib/transfers/upload-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { findDataset, holderOf, nameTaken } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { Database } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { openUpload, withWriteKey } from './open-upload.ts';

/**
 * Opens an upload that becomes a dataset: checks the name and the quota and answers the block plan with a SAS for one
 * new blob. The name is checked again at the confirm, as others may take it meanwhile.
 */
export async function reserveUpload(ctx: Context<BlobStore>, input: ReserveUpload): Promise<ReservedUpload> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.create');
  requireMayImport(ctx, input.original);
  const row = await openUpload(ctx, 'dataset.create', input, (tx) => requireTarget(tx, workspaceId, input));
  return withWriteKey(ctx, row);
}

/** Who says when and by whom a version was first made must be who may import. */
export function requireMayImport(ctx: Context, original: ReserveUpload['original']): void {
  if (!original) return;
  requireAction(ctx.actor, 'dataset.import');
  if (new Date(original.createdAt) > ctx.now())
    throw new SluiceError('bad_request', 'original.createdAt lies in the future; check the export.');
}

/** Throws `name_taken` where the new dataset's name is, `not_found` where the one to get a version is not there. */
export async function requireTarget(
  tx: Database,
  workspaceId: string,
  { name, datasetId }: { name?: string | undefined; datasetId?: string | undefined },
): Promise<void> {
  if (datasetId) await findDataset(tx, workspaceId, datasetId);
  if (name === undefined) return;
  const holder = await holderOf(tx, workspaceId, name);
  if (holder) throw nameTaken(name, holder);
}
