import type { ContainerClient } from '@azure/storage-blob';
import { inLanes } from '#lib/in-lanes.ts';
import { type ListedBlob, type ListKey, listPages } from './blob-list.ts';
import { despiteLease, removeBlob } from './remove-blob.ts';
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
    for await (const page of listPages({ sign, prefix: `${folder}/`, copies: true }))
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

/** Snapshots that were removed. */
export interface RemovedSnapshots {
  count: number;
  bytes: number;
}

/**
 * Removes the snapshots of blobs but for the sealed ones: `sealed` is by blob, null where none was taken. Of a blob that is not
 * in it, or whose sealed snapshot is not among those that storage lists, nothing is touched.
 */
export async function removeOtherSnapshots(
  container: ContainerClient,
  sign: () => Promise<ListKey>,
  prefix: string,
  sealed: ReadonlyMap<string, string | null>,
): Promise<RemovedSnapshots> {
  const found = new Map<string, ListedBlob[]>();
  const removed = { count: 0, bytes: 0 };
  try {
    for await (const page of listPages({ sign, prefix, snapshots: true }))
      for (const blob of page)
        if (blob.snapshot && sealed.has(blob.name))
          found.set(blob.name, [...(found.get(blob.name) ?? []), blob]);
    for (const [name, snapshots] of found) {
      const own = sealed.get(name) ?? null;
      if (own !== null && !snapshots.some(({ snapshot }) => snapshot === own)) continue;
      const others = snapshots.filter(({ snapshot }) => snapshot !== own);
      await inLanes(lanes, others, async ({ snapshot = '', contentLength = 0 }) => {
        const blob = container.getBlobClient(name).withSnapshot(snapshot);
        await despiteLease(container.getBlobClient(name), () => blob.deleteIfExists());
        removed.count += 1;
        removed.bytes += contentLength;
      });
    }
    return removed;
  } catch (error) {
    throw storageFailure(error);
  }
}
