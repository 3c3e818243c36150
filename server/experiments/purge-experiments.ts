import { and, eq, lt } from 'drizzle-orm';
import { recordEvent } from '#server/audit/index.ts';
import { claimedForPurge, purgeBefore } from '#server/datasets/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';

const { experimentOutputs, experiments } = schema;

/**
 * Removes for good, bytes first, what was deleted more than 7 days ago. Each experiment is claimed before its bytes are
 * touched; one that fails keeps its claim and is tried again in the next round.
 */
export async function purgeExperiments(parts: Parts<BlobStore>): Promise<number> {
  const before = purgeBefore(parts.now());
  const due = await parts.db
    .select({ id: experiments.id })
    .from(experiments)
    .where(lt(experiments.deletedAt, before));
  let purged = 0;
  for (const { id } of due) {
    try {
      if (await purgeExperiment(parts, id, before)) purged += 1;
    } catch (error) {
      parts.log.warn(
        { experiment: id, error: describeError(error) },
        'a deleted experiment could not be purged yet',
      );
    }
  }
  return purged;
}

async function purgeExperiment(parts: Parts<BlobStore>, id: string, before: Date): Promise<boolean> {
  const [experiment] = await parts.db
    .update(experiments)
    .set({ deletedAt: claimedForPurge })
    .where(and(eq(experiments.id, id), lt(experiments.deletedAt, before)))
    .returning();
  if (!experiment) return false;
  const { workspaceId, name } = experiment;
  const outputs = await parts.db
    .select({ blobKey: experimentOutputs.blobKey })
    .from(experimentOutputs)
    .where(eq(experimentOutputs.experimentId, id));
  for (const { blobKey } of outputs) await parts.blobs.remove(blobKey);
  const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId };
  return parts.db.transaction(async (tx) => {
    const gone = await tx.delete(experiments).where(eq(experiments.id, id)).returning({ id: experiments.id });
    // Another server was quicker, and has told of it.
    if (gone.length === 0) return false;
    await recordEvent({ ...parts, actor, address: null }, tx, {
      workspaceId,
      action: 'experiment.purge',
      subject: id,
      details: { name },
    });
    return true;
  });
}
