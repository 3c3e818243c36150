import type { BlockBlobClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPortal, type TestPortal } from '#server/testing/index.ts';
import { openService } from './blob-store.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

function blobOf(key: string): BlockBlobClient {
  const { storage } = portal.config;
  return openService(storage).getContainerClient(storage.container).getBlockBlobClient(key);
}

const stage = (blob: BlockBlobClient, block: string) => blob.stageBlock(btoa(block), block, block.length);

/** The blocks storage holds under this name. One is staged for it: the emulator lists none of a blob that was deleted. */
async function blocksHeld(key: string): Promise<string[]> {
  const blob = blobOf(key);
  await stage(blob, 'probe');
  const { uncommittedBlocks = [] } = await blob.getBlockList('uncommitted');
  return uncommittedBlocks.map(({ name }) => atob(name)).filter((name) => name !== 'probe');
}

describe('removing a blob', () => {
  it('of which only blocks are staged leaves none of them in storage', async () => {
    await stage(blobOf('alone/staged'), 'first');
    await portal.parts.blobs.remove('alone/staged');
    expect(await blocksHeld('alone/staged')).toEqual([]);
  });

  it('with a folder does the same, and leaves what is to be kept', async () => {
    for (const key of ['folder/a', 'folder/b/c', 'folder/kept']) await stage(blobOf(key), 'first');
    await portal.parts.blobs.removeAll('folder', new Set(['folder/kept']));
    expect(await blocksHeld('folder/a')).toEqual([]);
    expect(await blocksHeld('folder/b/c')).toEqual([]);
    expect(await blocksHeld('folder/kept')).toEqual(['first']);
  });

  it('that is committed, leased, and staged for again leaves nothing', async () => {
    const blob = blobOf('committed');
    await blob.upload('bytes', 5);
    await blob.createSnapshot();
    await stage(blob, 'later');
    await blob.getBlobLeaseClient().acquireLease(-1);
    await portal.parts.blobs.remove('committed');
    expect(await blob.exists()).toBe(false);
    expect(await blocksHeld('committed')).toEqual([]);
  });

  it('drops blocks whose blob is gone already', async () => {
    const blob = blobOf('orphans');
    await stage(blob, 'first');
    await blob.deleteIfExists();
    await portal.parts.blobs.remove('orphans');
    expect(await blocksHeld('orphans')).toEqual([]);
  });

  it('removes one of another type, and one that is missing', async () => {
    const { storage } = portal.config;
    const pages = openService(storage).getContainerClient(storage.container).getPageBlobClient('pages');
    await pages.create(512);
    await portal.parts.blobs.remove('pages');
    expect(await pages.exists()).toBe(false);
    await portal.parts.blobs.remove('missing');
    expect(await blobOf('missing').exists()).toBe(false);
  });
});
