// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../setup/refusal.mjs';
import { replaceFile } from '../setup/replace-file.mjs';

/** @typedef {{ account: string, key: string, port: number }} StorageFacts */

/**
 * What the embedded storage had at its last start; empty before the first one.
 * @param {string} dataFolder
 * @returns {Promise<Partial<StorageFacts>>}
 */
export async function readStorageFile(dataFolder) {
  const file = fileIn(dataFolder);
  const text = await textOf(file);
  if (text === undefined) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      `${file} is damaged; restore it from a copy, or remove it: the data stays, only links handed out so far end.`,
    );
  }
}

/** @param {string} dataFolder @param {StorageFacts} facts */
export async function writeStorageFile(dataFolder, facts) {
  const file = fileIn(dataFolder);
  const text = JSON.stringify(facts);
  if ((await textOf(file)) !== text) await replaceFile(file, text);
}

/** @param {string} dataFolder */
function fileIn(dataFolder) {
  return join(dataFolder, 'storage.json');
}

/** @param {string} file @returns {Promise<string | undefined>} undefined where there is none */
async function textOf(file) {
  return readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Refusal(`${file} cannot be read (${error.code}); make it readable.`);
  });
}
