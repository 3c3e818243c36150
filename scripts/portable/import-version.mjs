// @ts-check
import { Failure } from './failure.mjs';
import { sendFile } from './send-file.mjs';
import { sendFiles } from './send-files.mjs';

const cancelMs = 10_000;
const maxOwnerLength = 200;

/** @typedef {import('./manifest.mjs').ExportedVersion} ExportedVersion */
/** @typedef {{ datasetId: string } | { name: string, description: string }} Become */

/**
 * Uploads one version and has it listed with its first date and owner. What fails half-way is cancelled, so that it
 * takes no room.
 * @param {import('./run-copy.mjs').Run} run @param {ExportedVersion} version @param {Become} become
 * @returns {Promise<string>} id of the dataset
 */
export async function importVersion(run, version, become) {
  const { n, files, dataTypeId, createdAt, owner } = version;
  const [file] = files;
  if (!file) throw new Failure(`version ${n} has no file.`);
  const { call } = run.portal;
  const asked = {
    ...become,
    dataTypeId,
    original: { createdAt, owner: owner.slice(0, maxOwnerLength) || 'unknown' },
  };
  // A name with folders in it is a path, which only an upload of many files has.
  const isFolder = files.length > 1 || file.path.includes('/');
  const reserved = isFolder
    ? await call('POST', '/folder-uploads', { ...asked, fileCount: files.length, size: sizeOf(files) })
    : await call('POST', '/uploads', {
        ...asked,
        fileName: file.path,
        size: file.size,
        contentType: file.contentType,
      });
  try {
    const { dataset } = isFolder
      ? await sendFiles(run, reserved.id, files)
      : await sendFile(run, reserved, file);
    return dataset.id;
  } catch (error) {
    const soon = AbortSignal.timeout(cancelMs);
    await call('DELETE', `/uploads/${reserved.id}`, undefined, soon).catch(() => {});
    throw error;
  }
}

/** @param {ExportedVersion['files']} files */
export function sizeOf(files) {
  return files.reduce((sum, { size }) => sum + size, 0);
}
