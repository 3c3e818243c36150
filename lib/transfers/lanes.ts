import { isUnanswered } from './retry.ts';

/** Parts of a lane: a request takes all of them, or one where it is small. */
const parts = 3;

/**
 * A limit on how many requests run at once, shared by all uploads of a page. Where a line breaks before any of so many is
 * through, fewer are let run: each of them moves quicker, so that one gets through before the line breaks again. With each
 * that is through one more is let run, up to the width.
 */
export interface Lanes {
  /** Requests at once; of `small` ones three times as many, so that who sends them always has the next at hand. */
  readonly width: number;
  /** Runs `task` once a lane is free; first come, first served. Rejects with the signal's reason while queueing. */
  run<T>(signal: AbortSignal, task: () => Promise<T>, size?: 'small'): Promise<T>;
}

export function createLanes(width: number): Lanes {
  let limit = width;
  let taken = 0;
  /** Requests that were lost since one was answered. */
  let lost = 0;
  // In their order; a set, as thousands may leave at once.
  const queue = new Set<{ needs: number; enter: () => void }>();

  function admit() {
    for (const next of queue) {
      if (taken + next.needs > limit * parts) return;
      queue.delete(next);
      taken += next.needs;
      next.enter();
    }
  }

  function take(signal: AbortSignal, needs: number): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiting = { needs, enter };
      function enter() {
        signal.removeEventListener('abort', leave);
        resolve();
      }
      function leave() {
        queue.delete(waiting);
        reject(signal.reason);
        // It may have kept smaller ones waiting behind it.
        admit();
      }
      signal.addEventListener('abort', leave, { once: true });
      queue.add(waiting);
      admit();
    });
  }

  return {
    width,
    async run(signal, task, size) {
      const needs = size === 'small' ? 1 : parts;
      await take(signal, needs);
      try {
        const result = await task();
        lost = 0;
        limit = Math.min(width, limit + 1);
        return result;
      } catch (error) {
        if (isUnanswered(error) && ++lost >= limit) {
          lost = 0;
          limit = Math.max(1, Math.floor(limit / 2));
        }
        throw error;
      } finally {
        taken -= needs;
        admit();
      }
    },
  };
}
