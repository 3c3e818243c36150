// @ts-check
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { keepKey } from './storage.mjs';
import { uploadFile } from './upload-file.mjs';

const cancelMs = 10_000;
const maxOwnerLength = 200;

/**
 * Uploads one version and has it listed with its first date and owner. What fails half-way is cancelled, so that it
 * takes no room.
 * @param {import('./run-copy.mjs').Run} run
 * @param {import('./manifest.mjs').ExportedVersion} version of one file
 * @param {{ datasetId: string } | { name: string, description: string }} become
 * @returns {Promise<string>} id of the dataset
 */
export async function importVersion({ portal, folder, controller, progress }, version, become) {
  const [file] = version.files;
  if (!file) throw new Failure(`version ${version.n} has no file.`);
  const { path, place, size, contentType } = file;
  const reserved = await portal.call('POST', '/uploads', {
    ...become,
    dataTypeId: version.dataTypeId,
    fileName: path,
    size,
    contentType,
    original: { createdAt: version.createdAt, owner: version.owner.slice(0, maxOwnerLength) || 'unknown' },
  });
  const upload = `/uploads/${reserved.id}`;
  /** @type {string | undefined} */
  let first = reserved.key.url;
  const withKey = keepKey(async () => {
    const url = first ?? (await portal.call('POST', `${upload}/key`)).url;
    first = undefined;
    return url;
  });
  try {
    const etag = await uploadFile({
      source: join(folder, place),
      expected: file,
      contentType,
      blockSize: reserved.blockSize,
      withKey,
      stop: controller.signal,
      onBytes: progress.bytes,
    });
    const { dataset } = await portal.call('POST', `${upload}/confirm`, { etag, md5: file.md5 });
    return dataset.id;
  } catch (error) {
    const soon = AbortSignal.timeout(cancelMs);
    await portal.call('DELETE', upload, undefined, soon).catch(() => {});
    throw error;
  }
}
