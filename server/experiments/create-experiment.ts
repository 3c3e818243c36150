import type { CreateExperiment, Experiment } from '#lib/experiments/experiment-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { describeExperiment } from './projections.ts';

/**
 * A record that runs and their outputs are added to. Names need not be unique: each run of a script may make its own.
 * Samples bring an id that is the same everywhere.
 */
export async function createExperiment(
  ctx: Context,
  input: CreateExperiment & { id?: string },
): Promise<Experiment> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.edit');
  const now = ctx.now();
  const row = await ctx.db.transaction(async (tx) => {
    const [created] = await tx
      .insert(schema.experiments)
      .values({
        id: input.id ?? newId(),
        workspaceId,
        name: input.name,
        description: input.description ?? '',
        ...creatorOf(ctx.actor),
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (!created) throw new Error('the experiment row was not written');
    const details = { name: created.name };
    await recordEvent(ctx, tx, { workspaceId, action: 'experiment.create', subject: created.id, details });
    return created;
  });
  return describeExperiment(ctx.db, row);
}

/** A member by id, anybody else by name. */
export function creatorOf(actor: Actor): { creatorId: string | null; creatorName: string | null } {
  if (actor.kind === 'member') return { creatorId: actor.userId, creatorName: null };
  return { creatorId: null, creatorName: 'displayName' in actor ? actor.displayName : null };
}
