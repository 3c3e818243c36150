// @ts-check
// Plain JavaScript on Node's built-ins alone: `npm start` needs it before anything is installed.
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const heartbeatMs = 5_000;
const silentMs = 30_000;

/** @typedef {{ id: string, pid: number, startTime: string | null, host: string }} Claim */

/** Thrown where a living process holds the folder; `pid` is that process. */
export class FolderLockedError extends Error {
  /** @param {string} folder @param {Claim} holder */
  constructor(folder, holder) {
    const where = holder.host === thisHost() ? '' : ' on another machine';
    super(
      `${folder} is in use by process ${holder.pid}${where}; stop that one first or choose another folder.`,
    );
    this.name = 'FolderLockedError';
    this.pid = holder.pid;
  }
}

/**
 * Takes the exclusive lock `name` in `folder` (made where missing). What a dead process left is taken over; a living
 * holder makes it throw a `FolderLockedError`. A lock from another machine or container counts as dead after 30 s
 * without its heartbeat, for which this waits.
 *
 * The file appears whole by link(2). Only one process can ever become the successor of one dead claim (`.after-<id>`,
 * by link(2) too), and only it replaces the file: so no reader of an old claim can push out a newer, living holder.
 *
 * @param {string} folder absolute path
 * @param {string} name file name of the lock
 * @param {(pid: number) => void} [listening] called with a holder whose heartbeat is waited for
 * @returns {Promise<{ release(): Promise<void> }>}
 */
export async function acquireFolderLock(folder, name, listening = () => {}) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const mine = {
    id: randomBytes(12).toString('hex'),
    pid: process.pid,
    startTime: startTime(process.pid),
    host: thisHost(),
  };
  const draft = `${path}.${mine.id}`;
  await writeFile(draft, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  try {
    while (!(await linked(draft, path)) && !(await succeed(folder, path, draft, listening)));
  } finally {
    await rm(draft, { force: true });
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await read(path))?.id === mine.id) await rm(path, { force: true });
    },
  };
}

/**
 * Takes over from a dead holder; false: the picture changed, look again.
 * @param {string} folder @param {string} path @param {string} draft @param {(pid: number) => void} listening
 */
async function succeed(folder, path, draft, listening) {
  const dead = new Set();
  let next = path;
  for (;;) {
    const claim = await read(next);
    if (!claim) return false;
    if (await isAlive(claim, next, listening)) throw new FolderLockedError(folder, claim);
    dead.add(claim.id);
    next = `${path}.after-${claim.id}`;
    if (await linked(draft, next)) break;
  }
  const current = await read(path);
  const entitled = current !== undefined && dead.has(current.id);
  if (entitled) await rename(draft, path);
  // Where somebody else was quicker, only the mark just made is ours to remove.
  const marks = entitled ? [...dead].map((id) => `${path}.after-${id}`) : [next];
  for (const mark of marks) await rm(mark, { force: true });
  return entitled;
}

/** @param {string} from @param {string} to */
async function linked(from, to) {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path @returns {Promise<Claim | undefined>} */
async function read(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Error(`${path} is not a lock file of Sluice; remove it if no portal runs on that folder.`, {
      cause: error,
    });
  }
}

/** @param {Claim} claim @param {string} path @param {(pid: number) => void} listening */
async function isAlive(claim, path, listening) {
  if (claim.host === thisHost()) return isRunning(claim.pid) && startTime(claim.pid) === claim.startTime;
  const first = await modified(path);
  if (Date.now() - first < silentMs) listening(claim.pid);
  while (Date.now() - first < silentMs) {
    await delay(500);
    if ((await modified(path)) !== first) return true;
  }
  return false;
}

/** @param {string} path */
async function modified(path) {
  const stats = await stat(path).catch(() => undefined);
  return stats?.mtimeMs ?? 0;
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * When the process started, in ticks since boot, so that a reused pid is not taken for the holder; null without /proc
 * and for a zombie.
 * @param {number} pid
 */
function startTime(pid) {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The second field is the program's name in brackets and may hold spaces.
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? null : (rest[18] ?? null);
}

/** The machine, its boot and its process numbering (containers have their own): where a pid means something. */
function thisHost() {
  const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const numbering = textOf(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), boot, numbering].filter(Boolean).join(' ');
}

/** What `read` gives, empty where the system has no /proc. @param {() => string} read */
function textOf(read) {
  try {
    return read();
  } catch {
    return '';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
