// @ts-check
import { join } from 'node:path';
import { keepKey } from './storage.mjs';
import { uploadFile } from './upload-file.mjs';

/**
 * Sends the one file of a reserved upload and confirms it; answers what the portal does.
 * @param {import('./run-copy.mjs').Run} run
 * @param {{ id: string, blockSize: number, key: { url: string } }} reserved
 * @param {import('./manifest.mjs').ExportedFile} file
 */
export async function sendFile({ portal, folder, controller, progress }, reserved, file) {
  const upload = `/uploads/${reserved.id}`;
  /** @type {string | undefined} */
  let first = reserved.key.url;
  const withKey = keepKey(async () => {
    const url = first ?? (await portal.call('POST', `${upload}/key`)).url;
    first = undefined;
    return url;
  });
  const etag = await uploadFile({
    source: join(folder, file.place),
    expected: file,
    contentType: file.contentType,
    blockSize: reserved.blockSize,
    withKey,
    stop: controller.signal,
    onBytes: progress.bytes,
  });
  return portal.call('POST', `${upload}/confirm`, { etag, md5: file.md5 });
}
