import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { ExperimentRun, FinishRun } from '#lib/experiments/experiment-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { creatorOf } from './create-experiment.ts';
import { findExperiment, findRun, type RunRow } from './find-experiment.ts';
import { describeRuns } from './projections.ts';

const { experimentRuns, experiments } = schema;

/** Starts the next run of an experiment. */
export async function startRun(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<ExperimentRun> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.edit');
  const now = ctx.now();
  const started = await ctx.db.transaction(async (tx) => {
    const { runCount } = await findExperiment(tx, workspaceId, experimentId, { lock: true });
    const n = runCount + 1;
    await tx.update(experiments).set({ runCount: n, updatedAt: now }).where(eq(experiments.id, experimentId));
    const [row] = await tx
      .insert(experimentRuns)
      .values({ experimentId, n, status: 'running', ...creatorOf(ctx.actor), startedAt: now })
      .returning();
    const details = { run: n };
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'experiment.start-run',
      subject: experimentId,
      details,
    });
    return row;
  });
  return described(ctx.db, started);
}

/** Says how a run ended. Saying the same again is fine; saying otherwise is a `conflict`. */
export async function finishRun(
  ctx: Context,
  input: FinishRun & { experimentId: string; run: number },
): Promise<ExperimentRun> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.edit');
  const { experimentId, run, status } = input;
  const now = ctx.now();
  const finished = await ctx.db.transaction(async (tx) => {
    const before = await findRun(tx, workspaceId, input, { lock: true });
    if (before.status === status) return before;
    if (before.status !== 'running')
      throw new SluiceError('conflict', `This run has ended as ${before.status} already; start a new run.`);
    const [row] = await tx
      .update(experimentRuns)
      .set({ status, detail: input.detail ?? '', finishedAt: now })
      .where(and(eq(experimentRuns.experimentId, experimentId), eq(experimentRuns.n, run)))
      .returning();
    await tx.update(experiments).set({ updatedAt: now }).where(eq(experiments.id, experimentId));
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'experiment.finish-run',
      subject: experimentId,
      details: { run, status },
    });
    return row;
  });
  return described(ctx.db, finished);
}

async function described(db: Database, row: RunRow | undefined): Promise<ExperimentRun> {
  const [run] = row ? await describeRuns(db, [row]) : [];
  if (!run) throw new Error('the run row was not written');
  return run;
}
