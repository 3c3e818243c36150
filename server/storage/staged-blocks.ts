import type { BlockBlobClient } from '@azure/storage-blob';
import { isMissing, storageFailure } from './storage-failures.ts';

/** A block that is staged and not committed; `id` is what its client called it, base64. */
export interface StagedBlock {
  id: string;
  size: number;
}

/** What is staged for a blob; nothing where there is no such blob. */
export async function stagedBlocksOf(blob: BlockBlobClient): Promise<StagedBlock[]> {
  try {
    const { uncommittedBlocks = [] } = await blob.getBlockList('uncommitted');
    return uncommittedBlocks.map(({ name, size }) => ({ id: name, size }));
  } catch (error) {
    if (isMissing(error)) return [];
    throw storageFailure(error);
  }
}
