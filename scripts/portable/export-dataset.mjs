// @ts-check
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestsOf } from './digests.mjs';
import { downloadFile } from './download-file.mjs';
import { Failure } from './failure.mjs';
import { isPlaceInside } from './manifest.mjs';
import { everyItem } from './portal.mjs';
import { datasetFolder, uniquePath } from './safe-name.mjs';
import { keepKey } from './storage.mjs';

/** @typedef {import('./manifest.mjs').ExportedDataset} ExportedDataset */
/** @typedef {Map<string, string>} KnownDigests SHA-256 by place */
/** @typedef {{ path: string, size: number, md5: string | null, contentType: string }} ListedFile */
/** @typedef {{ n: number, dataTypeId: string, createdAt: string, origin: string, owner: { displayName: string }, files: ListedFile[] }} ListedVersion */

/**
 * Brings all versions of one dataset to disk. A version that fails is told and left out.
 * @param {import('./run-copy.mjs').Run} run
 * @param {{ id: string, name: string }} listed
 * @param {KnownDigests} known
 * @returns {Promise<{ dataset?: ExportedDataset, missing: import('./manifest.mjs').Missing[] }>}
 */
export async function exportDataset(run, listed, known) {
  const { portal, progress } = run;
  try {
    const { id, name, description } = await portal.call('GET', `/datasets/${listed.id}`);
    /** @type {ExportedDataset} */
    const dataset = { id, name, description, versions: [] };
    const missing = [];
    for (const version of await versionsOf(portal, id)) {
      const what = `${name} v${version.n}`;
      try {
        dataset.versions.push(await exportVersion(run, dataset, version, known, what));
      } catch (error) {
        missing.push({ dataset: name, n: version.n, reason: reasonOf(error) });
        progress.fail(what, reasonOf(error));
      }
    }
    return { ...(dataset.versions.length > 0 ? { dataset } : {}), missing };
  } catch (error) {
    // Deleted since it was listed, for one.
    const reason = reasonOf(error);
    progress.fail(listed.name, reason);
    return { missing: [{ dataset: listed.name, n: null, reason }] };
  }
}

/**
 * All versions of a dataset, oldest first, each with all its files: a list of versions carries but the first of them.
 * @param {import('./portal.mjs').Portal} portal @param {string} id
 * @returns {Promise<ListedVersion[]>}
 */
export async function versionsOf(portal, id) {
  const path = `/datasets/${id}/versions?limit=200`;
  /** @type {ListedVersion[]} */
  const versions = [];
  for await (const version of everyItem(portal, path, { cursor: 'before', next: 'nextBefore' }))
    versions.push({ ...version, files: await filesOf(portal, id, version) });
  return versions.reverse();
}

/**
 * @param {import('./portal.mjs').Portal} portal @param {string} id
 * @param {{ n: number, fileCount: number, files: ListedFile[] }} version as listed
 * @returns {Promise<ListedFile[]>}
 */
async function filesOf(portal, id, { n, fileCount, files: first }) {
  if (first.length === fileCount) return first;
  const path = `/datasets/${id}/versions/${n}/files?limit=1000`;
  /** @type {ListedFile[]} */
  const files = [];
  for await (const file of everyItem(portal, path, { cursor: 'after', next: 'nextAfter' })) files.push(file);
  if (files.length !== fileCount)
    throw new Failure(`version ${n} has ${fileCount} files and the portal listed ${files.length}`);
  return files;
}

/**
 * @param {import('./run-copy.mjs').Run} run
 * @param {{ id: string, name: string }} dataset
 * @param {ListedVersion} version
 * @param {KnownDigests} known
 * @param {string} what
 */
async function exportVersion(run, { id, name }, version, known, what) {
  const { portal, folder, controller, progress } = run;
  const { n, dataTypeId, createdAt, origin, owner } = version;
  const taken = new Set();
  const files = [];
  let fetched = 0;
  for (const { path, size, md5, contentType } of version.files) {
    const place = `${datasetFolder({ id, name })}/v${n}/${uniquePath(path, taken)}`;
    if (!isPlaceInside(place)) throw new Failure(`the portal gave a place out of the folder: ${place}`);
    const target = join(folder, place);
    const there = await digestsOf(target, controller.signal);
    const isEqual = there?.size === size && (md5 ? there.md5 === md5 : there.sha256 === known.get(place));
    if (!isEqual) {
      fetched += 1;
      await mkdir(dirname(target), { recursive: true });
    }
    const key = `/datasets/${id}/versions/${n}/read-key`;
    const withKey = keepKey(async () => (await portal.call('POST', key, { path, purpose: 'download' })).url);
    const download = { target, size, md5, withKey, stop: controller.signal, onBytes: progress.bytes };
    const digests = there && isEqual ? there : await downloadFile(download);
    files.push({ path, place, size, md5: digests.md5, sha256: digests.sha256, contentType });
  }
  if (fetched === 0) progress.skip(`${what}: there already`);
  else
    progress.version(
      what,
      version.files.reduce((sum, { size }) => sum + size, 0),
    );
  return { n, dataTypeId, createdAt, owner: owner.displayName, origin, files };
}

/** Why this one failed; what must end the whole run is thrown on. @param {unknown} error */
function reasonOf(error) {
  if (error instanceof Failure) return error.message;
  throw error;
}
