import { SluiceError } from '#lib/errors.ts';
import type { ReservedUpload, ReserveUpload } from '#lib/transfers/upload-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { findDataset, holderOf, nameTaken } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { openUpload, withWriteKey } from './open-upload.ts';

/**
 * Opens an upload that becomes a dataset: checks the name and the quota and answers the block plan with a SAS for one
 * new blob. The name is checked again at the confirm, as others may take it meanwhile.
 */
export async function reserveUpload(ctx: Context<BlobStore>, input: ReserveUpload): Promise<ReservedUpload> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.create');
  if (input.original) {
    requireAction(ctx.actor, 'dataset.import');
    if (new Date(input.original.createdAt) > ctx.now())
      throw new SluiceError('bad_request', 'original.createdAt lies in the future; check the export.');
  }
  const row = await openUpload(ctx, 'dataset.create', input, async (tx) => {
    if (input.datasetId) await findDataset(tx, workspaceId, input.datasetId);
    if (input.name === undefined) return;
    const holder = await holderOf(tx, workspaceId, input.name);
    if (holder) throw nameTaken(input.name, holder);
  });
  return withWriteKey(ctx, row);
}
