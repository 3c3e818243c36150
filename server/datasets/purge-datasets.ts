import { eq, lt } from 'drizzle-orm';
import { recordEvent } from '#server/audit/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { undoDays } from './projections.ts';

const { datasetFiles, datasets } = schema;

/** Removes for good, bytes first, what was deleted more than 7 days ago; at most 50 datasets a call. */
export async function purgeDatasets(parts: Parts<BlobStore>): Promise<number> {
  const before = new Date(parts.now().getTime() - undoDays * 24 * 3_600_000);
  const due = await parts.db.select().from(datasets).where(lt(datasets.deletedAt, before)).limit(50);
  for (const { id, workspaceId, name } of due) {
    const files = await parts.db
      .select({ blobKey: datasetFiles.blobKey })
      .from(datasetFiles)
      .where(eq(datasetFiles.datasetId, id));
    for (const blobKey of new Set(files.map((file) => file.blobKey))) await parts.blobs.remove(blobKey);
    const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId };
    await parts.db.transaction(async (tx) => {
      await tx.delete(datasets).where(eq(datasets.id, id));
      await recordEvent({ ...parts, actor, address: null }, tx, {
        workspaceId,
        action: 'dataset.purge',
        subject: id,
        details: { name },
      });
    });
  }
  return due.length;
}
