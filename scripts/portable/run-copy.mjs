// @ts-check
import { Refusal } from '../setup/refusal.mjs';
import { watchForStop } from '../start/stop-signal.mjs';
import { openPortal, PortalRefusal } from './portal.mjs';

/**
 * @typedef {object} Run
 * @property {import('./portal.mjs').Portal} portal
 * @property {{ id: string, name: string }} workspace
 * @property {string} folder
 * @property {AbortController} controller ends everything that is under way
 * @property {import('./progress.mjs').Progress} progress
 */

/**
 * Opens the workspace and copies; tells the summary at the end. A signal, a portal that is away and a full disk end it
 * with one sentence.
 * @param {import('./arguments.mjs').Settings} settings
 * @param {import('./progress.mjs').Progress} progress
 * @param {(run: Run) => Promise<void>} copy
 */
export async function runCopy({ url, workspaceId, token, folder }, progress, copy) {
  const controller = new AbortController();
  const stop = watchForStop();
  stop.addEventListener('abort', () => controller.abort());
  if (!isPrivate(url)) console.error(`${url} is not https: the token and the keys can be read on the way.`);
  const portal = openPortal({ url, workspaceId, token, stop: controller.signal });
  let isIn = false;
  try {
    const workspace = await enter(portal);
    isIn = true;
    await copy({ portal, workspace, folder, controller, progress });
  } catch (error) {
    if (stop.aborted) throw new Refusal('Stopped; the same command goes on where it stopped.');
    throw isOfDisk(error) ? new Refusal(sentenceOf(error, folder)) : error;
  } finally {
    if (isIn) progress.summary();
  }
}

/** @param {import('./portal.mjs').Portal} portal */
async function enter(portal) {
  try {
    return await portal.call('GET', '');
  } catch (error) {
    throw error instanceof PortalRefusal ? new Refusal(error.message) : error;
  }
}

/** @param {string} url */
function isPrivate(url) {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** @param {unknown} error @returns {error is NodeJS.ErrnoException} */
function isOfDisk(error) {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

/** @param {NodeJS.ErrnoException} error @param {string} folder */
function sentenceOf({ code, path, syscall }, folder) {
  return `${path ?? folder}: ${code} at ${syscall}; see to the disk and its rights, and run the same command again.`;
}
