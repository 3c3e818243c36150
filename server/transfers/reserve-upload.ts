import { planBlocks } from '#lib/transfers/block-plan.ts';
import type { ReservedUpload, ReserveUpload } from '#lib/transfers/upload-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import { findDataset, holderOf, nameTaken } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { requireRoom } from '#server/workspaces/index.ts';
import { toUpload } from './find-upload.ts';
import { requireUploader } from './uploader.ts';

/** An upload that is not confirmed by then is swept. */
export const uploadLifetime = 3 * 24 * 3_600_000;

/**
 * Opens an upload: checks the name and the quota, picks an unguessable blob and answers the block plan with a SAS for
 * that one blob. The name is checked again at the confirm, as others may take it meanwhile.
 */
export async function reserveUpload(ctx: Context<BlobStore>, input: ReserveUpload): Promise<ReservedUpload> {
  const { workspaceId, userId } = requireUploader(ctx.actor);
  const now = ctx.now();
  const id = newId();
  const blobKey = `${workspaceId}/${newId()}`;
  const row = await ctx.db.transaction(async (tx) => {
    if (input.datasetId) await findDataset(tx, workspaceId, input.datasetId);
    if (input.name !== undefined) {
      const holder = await holderOf(tx, workspaceId, input.name);
      if (holder) throw nameTaken(input.name, holder);
    }
    await requireRoom(tx, workspaceId, input.size, now);
    const [reserved] = await tx
      .insert(schema.uploads)
      .values({
        id,
        workspaceId,
        userId,
        state: 'reserved',
        name: input.name ?? null,
        datasetId: input.datasetId ?? null,
        dataTypeId: input.dataTypeId,
        description: input.description ?? '',
        fileName: input.fileName,
        contentType: input.contentType ?? 'application/octet-stream',
        size: input.size,
        blockSize: planBlocks(input.size).blockSize,
        blobKey,
        createdAt: now,
        expiresAt: new Date(now.getTime() + uploadLifetime),
      })
      .returning();
    if (!reserved) throw new Error('the upload row was not written');
    const details = { fileName: input.fileName, size: input.size };
    await recordEvent(ctx, tx, { workspaceId, action: 'upload.reserve', subject: id, details });
    return reserved;
  });
  const { url, expiresAt } = await ctx.blobs.issueWriteKey(blobKey);
  return { ...toUpload(row), key: { url, expiresAt: expiresAt.toISOString() } };
}
