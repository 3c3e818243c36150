// @ts-check
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { acquireFolderLock, FolderLockedError } from '../../server/platform/folder-lock.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './places.mjs';
import { exitCodes, Refusal } from './refusal.mjs';

/**
 * Installs and builds what is missing, one process at a time: two starts on one clone share node_modules and .next.
 * @param {{ build: boolean, signal?: AbortSignal }} what
 */
export async function prepare(what) {
  await installAndBuild(what).catch((error) => {
    throw whyNotPrepared(error) ?? error;
  });
}

/** For a clone that somebody else owns. @param {NodeJS.ErrnoException} error */
export function whyNotPrepared({ code }) {
  if (!code || !['EACCES', 'EPERM', 'EROFS'].includes(code)) return undefined;
  return new Refusal(
    `${root} cannot be written by this user (${code}); build it as its owner, and start it with --no-build (npm start -- --no-build).`,
    exitCodes.badSetting,
  );
}

/** @param {Parameters<typeof prepare>[0]} what */
async function installAndBuild({ build, signal }) {
  const lock = await waitForLock(join(root, '.cache'), 'prepare.lock', {
    waiting: (pid) => console.log(`Process ${pid} is installing or building in this clone; waiting for it …`),
  });
  try {
    await ensureInstalled(signal);
    if (build) await ensureBuilt(signal);
  } finally {
    await lock.release();
  }
}

/**
 * Takes a folder lock, waiting for its holder to let go.
 * @param {string} folder @param {string} name
 * @param {{ waiting: (pid: number) => void, limitMs?: number }} options `waiting` is called once
 */
export async function waitForLock(folder, name, { waiting, limitMs = Number.POSITIVE_INFINITY }) {
  const begun = Date.now();
  let told = false;
  const tell = (/** @type {number} */ pid) => {
    if (!told) waiting(pid);
    told = true;
  };
  for (;;) {
    try {
      return await acquireFolderLock(folder, name, tell);
    } catch (error) {
      if (!(error instanceof FolderLockedError) || Date.now() - begun > limitMs) throw error;
      tell(error.pid);
      await delay(200);
    }
  }
}
