// @ts-check
import { acquireFolderLock } from '../../server/platform/folder-lock.mjs';
import { waitForLock } from '../setup/prepare.mjs';
import { Refusal } from '../setup/refusal.mjs';

const names = ['storage.lock', 'database.lock'];

/**
 * A starter that was killed leaves services that are still ending: they finish their work before ours begin.
 * @param {string} dataFolder @param {number} limitMs
 */
export async function waitForFormerServices(dataFolder, limitMs) {
  const waiting = (/** @type {number} */ pid) =>
    console.log(`Waiting for process ${pid} to let go of ${dataFolder} …`);
  for (const name of names) {
    const lock = await waitForLock(dataFolder, name, { waiting, limitMs }).catch((error) => {
      throw new Refusal(error.message);
    });
    await lock.release();
  }
}

/**
 * Removes what services that have ended leave behind: on another machine or in another container nobody could tell that
 * they have, and would wait for a sign of life.
 * @param {string} dataFolder
 */
export async function removeServiceLocks(dataFolder) {
  for (const name of names) {
    const lock = await acquireFolderLock(dataFolder, name).catch(() => undefined);
    await lock?.release();
  }
}
