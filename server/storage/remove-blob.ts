import type { BlobClient, BlockBlobClient } from '@azure/storage-blob';
import { isLeased, isMissing, isPrecondition, storageFailure } from './storage-failures.ts';

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
  const conditions = { ifMatch: etag };
  try {
    await despiteLease(blob, () => blob.delete({ deleteSnapshots: 'include', conditions }));
  } catch (error) {
    if (!isMissing(error) && !isPrecondition(error)) throw storageFailure(error);
  }
}

/** Answers whether there was a blob. */
async function deleteLeasedOrNot(blob: BlockBlobClient): Promise<boolean> {
  const remove = () => blob.deleteIfExists({ deleteSnapshots: 'include' });
  return (await despiteLease(blob, remove).catch(rethrow)).succeeded;
}

/** Whoever has a write key can lease the blob, for ever; that must not keep us from what we do with it. */
export async function despiteLease<T>(blob: BlobClient, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isLeased(error)) throw error;
    await blob.getBlobLeaseClient().breakLease(0);
    return await work();
  }
}

function rethrow(error: unknown): never {
  throw storageFailure(error);
}
