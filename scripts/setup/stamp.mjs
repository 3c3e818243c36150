// @ts-check
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './places.mjs';

/**
 * One hash over the contents of files and folders of the clone, and over what Node's native parts depend on. Tests
 * do not count. Missing paths do: they hash differently from present ones.
 * @param {readonly string[]} paths relative to the clone
 */
export async function contentStamp(paths) {
  const hash = createHash('sha256');
  hash.update([process.versions.modules, process.platform, process.arch].join(' '));
  for (const path of paths) {
    for (const file of await filesUnder(path)) {
      hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
    }
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {Promise<string[]>} */
async function filesUnder(path) {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (!entries) return [path];
  const nested = await Promise.all(
    entries
      .filter((entry) => !/\.test\.tsx?$/.test(entry.name))
      .map((entry) =>
        entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
      ),
  );
  return nested.flat().sort();
}

/** @param {string} file @returns {Promise<string | undefined>} what a stamp file holds */
export async function readStamp(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}
