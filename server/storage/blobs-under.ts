import type { ContainerClient } from '@azure/storage-blob';
import { inLanes } from '#server/platform/in-lanes.ts';
import { type ListKey, listPages } from './blob-list.ts';
import { removeBlob } from './remove-blob.ts';
import { storageFailure } from './storage-failures.ts';
import { type StoredBlob, toStoredBlob } from './stored-blob.ts';

/** A removal waits for storage, not for us. */
const lanes = 16;

/** The committed blobs of a folder in storage, by key. One request for 5,000. */
export async function listBlobs(
  sign: () => Promise<ListKey>,
  folder: string,
): Promise<Map<string, StoredBlob>> {
  const found = new Map<string, StoredBlob>();
  try {
    for await (const page of listPages({ sign, prefix: `${folder}/` }))
      for (const blob of page) found.set(blob.name, toStoredBlob(blob));
    return found;
  } catch (error) {
    throw storageFailure(error);
  }
}

/** Removes everything of a folder in storage but what is to be kept: blobs, their snapshots, staged blocks. */
export async function removeBlobs(
  container: ContainerClient,
  sign: () => Promise<ListKey>,
  folder: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  try {
    for await (const page of listPages({ sign, prefix: `${folder}/`, uncommitted: true })) {
      const keys = page.map(({ name }) => name).filter((name) => !kept.has(name));
      await inLanes(lanes, keys, (key) => removeBlob(container.getBlockBlobClient(key)));
    }
  } catch (error) {
    throw storageFailure(error);
  }
}
