import { eq } from 'drizzle-orm';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { datasetNotFound, findDataset } from './find-dataset.ts';
import { describeDataset } from './get-dataset.ts';
import { refusingTakenName } from './name-taken.ts';
import { purgeTime } from './projections.ts';

const { datasets } = schema;

/** Takes a dataset off the list; its bytes stay for 7 days. Deleting a deleted one changes nothing. */
export async function deleteDataset(ctx: Context, { datasetId }: { datasetId: string }): Promise<void> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.delete');
  await ctx.db.transaction(async (tx) => {
    const dataset = await findDataset(tx, workspaceId, datasetId, { deleted: 'accept', lock: true });
    if (dataset.deletedAt) return;
    await tx.update(datasets).set({ deletedAt: ctx.now() }).where(eq(datasets.id, datasetId));
    const details = { name: dataset.name };
    await recordEvent(ctx, tx, { workspaceId, action: 'dataset.delete', subject: datasetId, details });
  });
}

/** Puts a deleted dataset back; `name_taken` where its name was given away meanwhile. */
export async function restoreDataset(ctx: Context, { datasetId }: { datasetId: string }): Promise<Dataset> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.delete');
  const { name } = await findDataset(ctx.db, workspaceId, datasetId, { deleted: 'accept' });
  const restore = () =>
    ctx.db.transaction(async (tx) => {
      const dataset = await findDataset(tx, workspaceId, datasetId, { deleted: 'accept', lock: true });
      if (!dataset.deletedAt) return dataset;
      // Past its time the sweeper may be removing the bytes at this moment.
      if (purgeTime(dataset.deletedAt) <= ctx.now()) throw datasetNotFound();
      await tx.update(datasets).set({ deletedAt: null }).where(eq(datasets.id, datasetId));
      await recordEvent(ctx, tx, { workspaceId, action: 'dataset.restore', subject: datasetId });
      return { ...dataset, deletedAt: null };
    });
  const restored = await refusingTakenName(ctx.db, workspaceId, name, restore, 'restore');
  return describeDataset(ctx, restored);
}
