// @ts-check
import { mkdir } from 'node:fs/promises';
import { acquireFolderLock } from '../../server/platform/folder-lock.mjs';
import { exitCodes, Refusal } from '../setup/refusal.mjs';

/**
 * Makes the data folder where it is missing, and takes it for this starter alone.
 * @param {string} folder absolute path
 * @returns {Promise<{ release(): Promise<void> }>}
 */
export async function takeDataFolder(folder) {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await acquireFolderLock(folder, 'portal.lock', (pid) =>
      console.log(`Waiting for a sign of life of process ${pid}, which had ${folder} before …`),
    );
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === undefined) throw new Refusal(message);
    throw new Refusal(
      `${folder} cannot be the data folder (${code}); give SLUICE_DATA a folder that this user can write.`,
      exitCodes.badSetting,
    );
  }
}
