import type { Clock } from './ports.ts';
import { StorageFailure } from './storage-failure.ts';

/** A request is given up when no byte of it moved for this long. */
const stallMs = 60_000;

/** One for all requests: without a reason each would make an exception with its stack. */
const over = new StorageFailure('stalled');

/**
 * Runs `send` with a signal that also ends when it stalls: `alive` must be called whenever bytes move, and with `true`
 * while it is us who take none. A stalled request rejects as `StorageFailure` of kind `stalled`, an aborted one with
 * the signal's reason.
 */
export async function guardStall<T>(
  clock: Clock,
  signal: AbortSignal,
  send: (signal: AbortSignal, alive: (held?: boolean) => void) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let movedAt = clock.now();
  let held = false;

  async function watch(): Promise<never> {
    for (;;) {
      const quiet = held ? 0 : clock.now() - movedAt;
      if (quiet >= stallMs) throw new StorageFailure('stalled');
      await clock.wait(stallMs - quiet, either);
    }
  }

  const sent = send(either, (holding = false) => {
    movedAt = clock.now();
    held = holding;
  });
  try {
    return await Promise.race([sent, watch()]);
  } finally {
    stop.abort(over);
    await sent.catch(() => {});
  }
}
