import type { Experiment } from '#lib/experiments/experiment-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { findExperiment } from './find-experiment.ts';
import { describeExperiment } from './projections.ts';

/** One experiment with its runs and outputs; a deleted one too, as long as it can be restored. */
export async function getExperiment(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<Experiment> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.read');
  const row = await findExperiment(ctx.db, workspaceId, experimentId, { deleted: 'accept' });
  return describeExperiment(ctx.db, row);
}
