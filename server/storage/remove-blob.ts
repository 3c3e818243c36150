import type { BlockBlobClient } from '@azure/storage-blob';
import { isMissing, isPrecondition, storageFailure } from './storage-failures.ts';

/** Removes a blob with its snapshots and staged blocks; it may be missing. */
export async function removeBlob(blob: BlockBlobClient): Promise<void> {
  const removed = await deleteLeasedOrNot(blob);
  if (removed) return;
  // Blocks that were staged and never committed: an empty commit drops them, then there is a blob to delete.
  await blob.commitBlockList([]).catch(rethrow);
  await deleteLeasedOrNot(blob);
}

/** Removes a blob as long as it has `etag`: what was written meanwhile stays. */
export async function removeSeen(blob: BlockBlobClient, etag: string): Promise<void> {
  try {
    await blob.delete({ deleteSnapshots: 'include', conditions: { ifMatch: etag } });
  } catch (error) {
    if (!isMissing(error) && !isPrecondition(error)) throw storageFailure(error);
  }
}

/** Answers whether there was a blob. Whoever has a write key can lease it; a lease must not keep us from removing it. */
async function deleteLeasedOrNot(blob: BlockBlobClient): Promise<boolean> {
  const remove = () => blob.deleteIfExists({ deleteSnapshots: 'include' });
  const { succeeded } = await remove().catch(async (error: unknown) => {
    if (!isPrecondition(error)) throw storageFailure(error);
    await blob.getBlobLeaseClient().breakLease(0).catch(rethrow);
    return remove().catch(rethrow);
  });
  return succeeded;
}

function rethrow(error: unknown): never {
  throw storageFailure(error);
}
