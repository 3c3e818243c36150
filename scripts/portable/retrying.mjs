// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Passing } from './failure.mjs';

const maxTries = 8;
const baseMs = 500;
const capMs = 30_000;

/** Statuses of the portal and of storage that pass by themselves. */
export const passingStatuses = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Runs `work` until it succeeds, fails for good, or has failed 8 times: pauses grow from 0.5 s to 30 s with full
 * jitter and are never shorter than a `Retry-After`.
 * @template T
 * @param {() => Promise<T>} work
 * @param {AbortSignal} stop
 * @param {(ms: number, signal: AbortSignal) => Promise<unknown>} [pause]
 * @returns {Promise<T>}
 */
export async function retrying(work, stop, pause = (ms, signal) => delay(ms, undefined, { signal })) {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Passing) || tries === maxTries) throw error;
      const jitter = Math.random() * Math.min(capMs, baseMs * 2 ** (tries - 1));
      await pause(Math.max(jitter, error.retryAfterMs), stop);
    }
  }
}
