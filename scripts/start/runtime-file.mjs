// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../setup/places.mjs';
import { replaceFile } from '../setup/replace-file.mjs';

/**
 * Tells scripts of the running portal, in `SLUICE_DATA/runtime.json`; for its owner alone, as it signs one in.
 * `pid` is the starter (end that one), `serverPid` the server it keeps.
 * @param {string} dataFolder
 * @param {{ url: string, signInUrl: string, serverPid: number, blobEndpoint: string | undefined }} facts
 * @returns {Promise<() => Promise<void>>} removes the file
 */
export async function writeRuntimeFile(dataFolder, { url, signInUrl, serverPid, blobEndpoint }) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const facts = { url, signInUrl, pid: process.pid, serverPid, blobEndpoint, version };
  const file = join(dataFolder, 'runtime.json');
  // Readers poll for it.
  await replaceFile(file, `${JSON.stringify(facts, null, 2)}\n`);
  return () => rm(file, { force: true });
}
