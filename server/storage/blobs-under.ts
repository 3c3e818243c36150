import type { ContainerClient } from '@azure/storage-blob';
import { inLanes } from '#server/platform/in-lanes.ts';
import { removeBlob } from './remove-blob.ts';
import { storageFailure } from './storage-failures.ts';
import { type StoredBlob, toStoredBlob } from './stored-blob.ts';

/** Azure's largest page. */
const pageSize = 5000;
/** A removal waits for storage, not for us. */
const lanes = 16;

/** The committed blobs of a folder in storage, by key. One request for 5,000. */
export async function listBlobs(
  container: ContainerClient,
  folder: string,
): Promise<Map<string, StoredBlob>> {
  const found = new Map<string, StoredBlob>();
  try {
    const pages = container.listBlobsFlat({ prefix: `${folder}/` }).byPage({ maxPageSize: pageSize });
    for await (const { segment } of pages)
      for (const { name, properties } of segment.blobItems) found.set(name, toStoredBlob(properties));
    return found;
  } catch (error) {
    throw storageFailure(error);
  }
}

/** Removes everything of a folder in storage but what is to be kept: blobs, their snapshots, staged blocks. */
export async function removeBlobs(
  container: ContainerClient,
  folder: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  try {
    const options = { prefix: `${folder}/`, includeUncommitedBlobs: true };
    for await (const { segment } of container.listBlobsFlat(options).byPage({ maxPageSize: pageSize })) {
      const keys = segment.blobItems.map(({ name }) => name).filter((name) => !kept.has(name));
      await inLanes(lanes, keys, (key) => removeBlob(container.getBlockBlobClient(key)));
    }
  } catch (error) {
    throw storageFailure(error);
  }
}
