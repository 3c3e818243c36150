// @ts-check
import { rename, rm, writeFile } from 'node:fs/promises';
import { Refusal } from './refusal.mjs';

/**
 * Writes a file for its owner alone, whole or not at all: neither a kill nor a full disk leaves half of it.
 * @param {string} file @param {string} text
 */
export async function replaceFile(file, text) {
  const draft = `${file}.new`;
  try {
    // The mode counts only for a file that is made.
    await rm(draft, { force: true });
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw new Refusal(
      `${file} could not be written (${/** @type {NodeJS.ErrnoException} */ (error).code}); see to its disk and its folder.`,
    );
  }
}
