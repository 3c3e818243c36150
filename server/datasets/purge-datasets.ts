import { and, eq, lt } from 'drizzle-orm';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { inLanes } from '#lib/in-lanes.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';

const { datasetFiles, datasets } = schema;
const minute = 60_000;
/** Removals at once: they wait for storage. */
const lanes = 16;

/** Several servers' clocks may differ by this much; what can be restored by one must not be purged by another. */
const skewMargin = 30 * minute;

/** A time of deletion that no restore accepts: the thing is being purged. */
export const claimedForPurge = new Date(0);

/** What was deleted before this may be purged by now. */
export function purgeBefore(now: Date): Date {
  return new Date(now.getTime() - undoDays * 24 * 60 * minute - skewMargin);
}

/**
 * Removes for good, bytes first, what was deleted more than 7 days ago. Each dataset is claimed before its bytes are
 * touched; one that fails is told in the log, keeps its claim and is tried again in the next round.
 */
export async function purgeDatasets(parts: Parts<BlobStore>): Promise<number> {
  const before = purgeBefore(parts.now());
  const due = await parts.db.select({ id: datasets.id }).from(datasets).where(lt(datasets.deletedAt, before));
  let purged = 0;
  for (const { id } of due) {
    try {
      if (await purgeDataset(parts, id, before)) purged += 1;
    } catch (error) {
      parts.log.warn(
        { dataset: id, error: describeError(error) },
        'a deleted dataset could not be purged yet',
      );
    }
  }
  return purged;
}

async function purgeDataset(parts: Parts<BlobStore>, id: string, before: Date): Promise<boolean> {
  const [dataset] = await parts.db
    .update(datasets)
    .set({ deletedAt: claimedForPurge })
    .where(and(eq(datasets.id, id), lt(datasets.deletedAt, before)))
    .returning();
  if (!dataset) return false;
  const { workspaceId, name } = dataset;
  const files = await parts.db
    .select({ blobKey: datasetFiles.blobKey })
    .from(datasetFiles)
    .where(eq(datasetFiles.datasetId, id));
  const blobKeys = [...new Set(files.map((file) => file.blobKey))];
  await inLanes(lanes, blobKeys, (blobKey) => parts.blobs.remove(blobKey));
  const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId };
  return parts.db.transaction(async (tx) => {
    const gone = await tx.delete(datasets).where(eq(datasets.id, id)).returning({ id: datasets.id });
    // Another server was quicker, and has told of it.
    if (gone.length === 0) return false;
    const details = { name };
    await recordEvent({ ...parts, actor, address: null }, tx, {
      workspaceId,
      action: 'dataset.purge',
      subject: id,
      details,
    });
    return true;
  });
}
