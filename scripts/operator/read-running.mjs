// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../setup/refusal.mjs';

/**
 * How to ask the portal that runs on a data folder; undefined where none does.
 * @param {string} dataFolder
 * @returns {Promise<{ localUrl: string, operatorCode: string } | undefined>}
 */
export async function readRunning(dataFolder) {
  const file = join(dataFolder, 'runtime.json');
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Refusal(`${file} cannot be read (${error.code}); run this as who started the portal.`);
  });
  if (text === undefined) return undefined;
  const { pid, localUrl, operatorCode } = JSON.parse(text);
  // Left behind by a starter that was killed.
  if (!isAlive(pid)) return undefined;
  if (!localUrl || !operatorCode)
    throw new Refusal('The portal that runs is of an older version; restart it, then try again.');
  return { localUrl, operatorCode };
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
