import type { BlobClient, BlockBlobClient } from '@azure/storage-blob';
import { isLeased, isMissing, isOtherType, isPrecondition, storageFailure } from './storage-failures.ts';

/** Removes a blob with its snapshots and staged blocks; it may be missing. */
export async function removeBlob(blob: BlockBlobClient): Promise<void> {
  // An empty commit drops what is staged; then there is a blob to delete. Where blocks are all there is, Azure answers a
  // delete by 404, and the emulator by 202, but keeps the blocks and their bytes.
  if (await mayHoldBlocks(blob)) await despiteLease(blob, () => blob.commitBlockList([])).catch(rethrow);
  const remove = () => blob.deleteIfExists({ deleteSnapshots: 'include' });
  await despiteLease(blob, remove).catch(rethrow);
}

/** Whether blocks are staged, or may be: the emulator does not list those whose blob was deleted. */
async function mayHoldBlocks(blob: BlockBlobClient): Promise<boolean> {
  try {
    const { uncommittedBlocks = [] } = await blob.getBlockList('uncommitted');
    return uncommittedBlocks.length > 0;
  } catch (error) {
    if (isMissing(error)) return true;
    if (isOtherType(error)) return false;
    throw storageFailure(error);
  }
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
