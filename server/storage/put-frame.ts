import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import { storageFramePage } from '#lib/transfers/storage-frame/page.ts';

/**
 * Sees to it that the page of `storageFramePage` is in a folder of its own, where no content of users is, and answers its
 * key. `put` are keys that this server has written: the first time it writes over whatever lies there.
 */
export async function putFrame(
  container: ContainerClient,
  portal: string,
  put: Set<string>,
): Promise<string> {
  const page = Buffer.from(await storageFramePage(portal));
  const key = `.frame/${createHash('sha256').update(page).digest('hex')}.html`;
  const blob = container.getBlockBlobClient(key);
  if (put.has(key) && (await blob.exists())) return key;
  await blob.upload(page, page.byteLength, {
    blobHTTPHeaders: { blobContentType: 'text/html; charset=utf-8', blobCacheControl: 'no-store' },
  });
  put.add(key);
  return key;
}
