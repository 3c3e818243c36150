import { eq } from 'drizzle-orm';
import type { Experiment, UpdateExperiment } from '#lib/experiments/experiment-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { findExperiment } from './find-experiment.ts';
import { describeExperiment } from './projections.ts';

const { experiments } = schema;

/** Renames or describes an experiment; what is the same already is left alone and not audited. */
export async function updateExperiment(
  ctx: Context,
  input: UpdateExperiment & { experimentId: string },
): Promise<Experiment> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.edit');
  const updated = await ctx.db.transaction(async (tx) => {
    const before = await findExperiment(tx, workspaceId, input.experimentId, { lock: true });
    const { name = before.name, description = before.description } = input;
    if (name === before.name && description === before.description) return before;
    const [after = before] = await tx
      .update(experiments)
      .set({ name, description, updatedAt: ctx.now() })
      .where(eq(experiments.id, before.id))
      .returning();
    const subject = before.id;
    if (name !== before.name)
      await recordEvent(ctx, tx, {
        workspaceId,
        action: 'experiment.rename',
        subject,
        details: { from: before.name, to: name },
      });
    if (description !== before.description)
      await recordEvent(ctx, tx, { workspaceId, action: 'experiment.describe', subject });
    return after;
  });
  return describeExperiment(ctx.db, updated);
}
