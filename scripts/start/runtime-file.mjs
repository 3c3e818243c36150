// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../setup/places.mjs';
import { replaceFile } from '../setup/replace-file.mjs';

/**
 * @typedef {object} Facts
 * @property {string} url where people reach the portal
 * @property {string} signInUrl works once
 * @property {string} localUrl where this machine reaches it, past whatever stands before it
 * @property {string} operatorCode by which who runs the portal makes sign-in links
 * @property {number} serverPid
 * @property {string | undefined} blobEndpoint
 */

/**
 * Tells scripts of the running portal, in `SLUICE_DATA/runtime.json`; for its owner alone, as it signs one in.
 * `pid` is the starter (end that one), `serverPid` the server it keeps.
 * @param {string} dataFolder @param {Facts} facts
 * @returns {Promise<() => Promise<void>>} removes the file
 */
export async function writeRuntimeFile(dataFolder, facts) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const file = join(dataFolder, 'runtime.json');
  // Readers poll for it.
  await replaceFile(file, `${JSON.stringify({ ...facts, pid: process.pid, version }, null, 2)}\n`);
  return () => rm(file, { force: true });
}
