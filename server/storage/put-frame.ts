import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import { storageFramePage } from '#lib/transfers/storage-frame/page.ts';

/**
 * Puts the page of `storageFramePage` into a folder of its own, where no content of users is, and answers its key. It is
 * written anew once in a server's life: whatever lies there is ours.
 */
export async function putFrame(container: ContainerClient): Promise<string> {
  const page = Buffer.from(await storageFramePage());
  const key = `.frame/${createHash('sha256').update(page).digest('hex').slice(0, 16)}.html`;
  await container.getBlockBlobClient(key).upload(page, page.byteLength, {
    blobHTTPHeaders: { blobContentType: 'text/html; charset=utf-8', blobCacheControl: 'no-store' },
  });
  return key;
}
