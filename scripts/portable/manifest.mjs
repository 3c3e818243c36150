// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../setup/refusal.mjs';
import { replaceFile } from '../setup/replace-file.mjs';

export const manifestName = 'sluice-export.json';
const format = 'sluice-export';
const formatVersion = 1;

/**
 * @typedef {object} ExportedFile
 * @property {string} path the file's own name
 * @property {string} place where it is, below the folder, parted by `/`
 * @property {number} size bytes
 * @property {string} md5 lower-case hexadecimal, of what is on disk
 * @property {string} sha256 lower-case hexadecimal, of what is on disk
 * @property {string} contentType
 *
 * @typedef {object} ExportedVersion
 * @property {number} n
 * @property {string} dataTypeId
 * @property {string} createdAt ISO 8601
 * @property {string} owner display name
 * @property {string} origin
 * @property {ExportedFile[]} files
 *
 * @typedef {object} ExportedDataset
 * @property {string} id
 * @property {string} name
 * @property {string} description Markdown
 * @property {ExportedVersion[]} versions oldest first
 *
 * @typedef {object} Missing what could not be exported
 * @property {string} dataset name
 * @property {number | null} n version
 * @property {string} reason
 *
 * @typedef {object} Manifest
 * @property {string} exportedAt ISO 8601
 * @property {{ url: string, workspace: { id: string, name: string } }} source
 * @property {ExportedDataset[]} datasets
 * @property {Missing[]} missing
 */

/**
 * Writes the manifest, whole or not at all.
 * @param {string} folder @param {Manifest} manifest
 */
export async function writeManifest(folder, manifest) {
  const text = JSON.stringify({ format, formatVersion, ...manifest }, null, 2);
  await replaceFile(join(folder, manifestName), `${text}\n`);
}

/**
 * The manifest of an export, its shape and places checked; undefined where the folder has none.
 * @param {string} folder
 * @returns {Promise<Manifest | undefined>}
 */
export async function readManifest(folder) {
  const path = join(folder, manifestName);
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new Refusal(`${path} cannot be read (${error.code}); make it readable.`);
  });
  if (text === undefined) return undefined;
  const manifest = parsed(path, text);
  if (manifest?.format !== format) throw new Refusal(`${path} is not the manifest of an export.`);
  if (manifest.formatVersion !== formatVersion)
    throw new Refusal(
      `${path} has format version ${manifest.formatVersion} and this Sluice reads ${formatVersion}; use the Sluice that wrote it, or a newer one.`,
    );
  const problem = problemOf(manifest);
  if (problem) throw new Refusal(`${path} is damaged (${problem}); take the folder from a copy.`);
  return manifest;
}

/** @param {string} path @param {string} text */
function parsed(path, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(`${path} is damaged (it is no JSON); take the folder from a copy.`);
  }
}

/** The first thing that is wrong. @param {any} manifest @returns {string | undefined} */
function problemOf({ source, datasets, missing }) {
  if (typeof source?.workspace?.id !== 'string') return 'it names no workspace';
  if (!Array.isArray(datasets) || !Array.isArray(missing)) return 'it lists no datasets';
  for (const { name, description, versions } of datasets) {
    if (typeof name !== 'string' || typeof description !== 'string' || !Array.isArray(versions))
      return 'a dataset has no name, description or versions';
    for (const { n, dataTypeId, createdAt, owner, files } of versions) {
      const facts = [dataTypeId, createdAt, owner];
      if (!Number.isInteger(n) || !facts.every((fact) => typeof fact === 'string'))
        return `a version of ${name} lacks facts`;
      if (!Array.isArray(files) || files.length === 0) return `${name} v${n} has no files`;
      if (!files.every(isFile)) return `a file of ${name} v${n} lacks facts or leads out of the folder`;
    }
  }
  return undefined;
}

/** @param {any} file */
function isFile({ path, place, size, md5, sha256, contentType }) {
  return (
    typeof path === 'string' &&
    typeof contentType === 'string' &&
    Number.isSafeInteger(size) &&
    size >= 0 &&
    /^[0-9a-f]{32}$/.test(md5) &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    isPlaceInside(place)
  );
}

/**
 * A manifest, or what a portal answers, may come from elsewhere: it must not make us read or write other files.
 * @param {unknown} place
 */
export function isPlaceInside(place) {
  return (
    typeof place === 'string' &&
    /^datasets\/[^\\:\0]+$/u.test(place) &&
    place.split('/').every((segment) => !['', '.', '..'].includes(segment))
  );
}
