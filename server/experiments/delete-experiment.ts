import { eq } from 'drizzle-orm';
import type { Experiment } from '#lib/experiments/experiment-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import { purgeTime } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { experimentNotFound, findExperiment } from './find-experiment.ts';
import { describeExperiment } from './projections.ts';

const { experiments } = schema;

/** Takes an experiment off the list; its outputs' bytes stay for 7 days. Deleting a deleted one changes nothing. */
export async function deleteExperiment(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<void> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.delete');
  await ctx.db.transaction(async (tx) => {
    const row = await findExperiment(tx, workspaceId, experimentId, { deleted: 'accept', lock: true });
    if (row.deletedAt) return;
    await tx.update(experiments).set({ deletedAt: ctx.now() }).where(eq(experiments.id, experimentId));
    const details = { name: row.name };
    await recordEvent(ctx, tx, { workspaceId, action: 'experiment.delete', subject: experimentId, details });
  });
}

/** Puts a deleted experiment back. */
export async function restoreExperiment(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<Experiment> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.delete');
  const restored = await ctx.db.transaction(async (tx) => {
    const row = await findExperiment(tx, workspaceId, experimentId, { deleted: 'accept', lock: true });
    if (!row.deletedAt) return row;
    // Past its time the sweeper may be removing the bytes at this moment.
    if (purgeTime(row.deletedAt) <= ctx.now()) throw experimentNotFound();
    await tx.update(experiments).set({ deletedAt: null }).where(eq(experiments.id, experimentId));
    await recordEvent(ctx, tx, { workspaceId, action: 'experiment.restore', subject: experimentId });
    return { ...row, deletedAt: null };
  });
  return describeExperiment(ctx.db, restored);
}
