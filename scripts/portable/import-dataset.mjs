// @ts-check
import { join } from 'node:path';
import { digestsOf } from './digests.mjs';
import { versionsOf } from './export-dataset.mjs';
import { Failure } from './failure.mjs';
import { importVersion, sizeOf } from './import-version.mjs';
import { sharedVersions } from './shared-versions.mjs';

const maxNameLength = 255;

/** @typedef {import('./manifest.mjs').ExportedDataset} ExportedDataset */

/**
 * @typedef {object} Target
 * @property {Map<string, string>} idsByName living datasets of the workspace, by `nameKey`
 * @property {Set<string>} reserved name keys of all datasets of the export
 * @property {string} onConflict
 */

/** What the portal compares names by: two spellings of one text (NFC, NFD) are one. @param {string} name */
export function nameKey(name) {
  return name.normalize('NFC');
}

/**
 * Imports the versions of one dataset that are not there yet, all of them checked against the manifest beforehand.
 * @param {import('./run-copy.mjs').Run} run @param {ExportedDataset} dataset @param {Target} target
 */
export async function importDataset(run, dataset, target) {
  const { progress } = run;
  const { name, description, versions } = dataset;
  try {
    const place = await placeOf(run, dataset, target);
    if (!place) return progress.skip(`${name}: left out, its name has other content`, versions.length);
    const missing = versions.slice(place.done);
    if (missing.length === 0) progress.skip(`${place.name}: there already`, versions.length);
    else if (place.done > 0) progress.skip(`${place.name}: the first ${place.done} are there`, place.done);
    for (const version of missing) await requireWhole(run, version);
    let { id } = place;
    for (const version of missing) {
      const become = id ? { datasetId: id } : { name: place.name, description };
      id = await importVersion(run, version, become);
      progress.version(`${place.name} v${version.n}`, sizeOf(version.files));
    }
    progress.dataset();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    progress.fail(name, error.message);
  }
}

/**
 * Under which name a dataset goes, and how many of its versions are there; undefined where it is to be left out.
 * @param {import('./run-copy.mjs').Run} run @param {ExportedDataset} dataset @param {Target} target
 * @returns {Promise<{ name: string, id?: string, done: number } | undefined>}
 */
async function placeOf({ portal }, { name: wanted, versions }, { idsByName, reserved, onConflict }) {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : numbered(wanted, number);
    if (number > 1 && reserved.has(nameKey(name))) continue;
    const id = idsByName.get(nameKey(name));
    if (id === undefined) return { name, done: 0 };
    const done = sharedVersions(await versionsOf(portal, id), versions);
    if (done !== undefined) return { name, id, done };
    if (onConflict === 'skip') return undefined;
    if (onConflict !== 'rename')
      throw new Failure(
        'the workspace has a dataset of this name with other content, which stays as it is; import with --on-conflict rename or --on-conflict skip.',
      );
  }
}

/** @param {string} name @param {number} number */
function numbered(name, number) {
  const suffix = ` (${number})`;
  const stem = name.slice(0, maxNameLength - suffix.length).replace(/[\ud800-\udbff]$/, '');
  return stem.trimEnd() + suffix;
}

/** @param {import('./run-copy.mjs').Run} run @param {ExportedDataset['versions'][number]} version */
async function requireWhole({ folder, controller }, { n, files }) {
  for (const { path, place, size, sha256 } of files) {
    const found = await digestsOf(join(folder, place), controller.signal);
    const problem = !found
      ? 'is missing'
      : found.size !== size
        ? `has ${found.size} bytes instead of ${size}`
        : found.sha256 !== sha256 && 'has other bytes than were exported (SHA-256)';
    if (problem)
      throw new Failure(
        `${path} of version ${n} ${problem} (${place}); export again or take it from a copy. Nothing of this dataset was sent.`,
      );
  }
}
