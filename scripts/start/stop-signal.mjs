// @ts-check
import { readFileSync } from 'node:fs';

const pollMs = 500;
// As early as can be: the sooner it is known, the less is missed.
const parent = process.ppid;

/**
 * Aborts when it is time to stop: at a signal, or at the end of the process that started this one. (npm does not pass
 * every signal on; but its end shows as a new parent.)
 * @returns {AbortSignal}
 */
export function watchForStop() {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
  const isLate = isOrphan(parent, process.env, firstProcess());
  const poll = setInterval(() => {
    if (isLate || process.ppid !== parent) controller.abort();
  }, pollMs);
  poll.unref();
  return controller.signal;
}

/**
 * Whether npm started this process and has ended since, before anybody could see it go. What npm starts is the child of npm or
 * of its shell, and becomes the child of process 1 by their end; unless npm is process 1 itself, as in a container.
 * @param {number} ppid @param {Record<string, string | undefined>} env @param {string} first command line of process 1,
 * empty where unknown
 */
export function isOrphan(ppid, env, first) {
  return ppid === 1 && Boolean(env.npm_lifecycle_event) && !/\b(p?npm|yarn|bun)\b/.test(first);
}

function firstProcess() {
  try {
    return readFileSync('/proc/1/cmdline', 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
