import type { Clock, Network } from './ports.ts';
import { waitReason } from './reasons.ts';
import { isUnanswered, retryDelay } from './retry.ts';

export interface Pause {
  /** By `Clock.now()`; undefined while it waits for the network. */
  retryAt: number | undefined;
  reason: string;
}

/**
 * Repeats `attempt` as `retryDelay` decides, telling each pause; rejects with the last error, or when aborted. Without a
 * network little is tried: it goes on by itself once there is one again.
 */
export async function withRetry<T>(
  { clock, random, network }: { clock: Clock; random: () => number; network: Network },
  signal: AbortSignal,
  onPause: (pause: Pause) => void,
  attempt: (tries: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await attempt(tries);
    } catch (error) {
      signal.throwIfAborted();
      if (isUnanswered(error) && !network.online()) {
        onPause({ retryAt: undefined, reason: 'this device is offline' });
        await untilNetwork({ network, clock }, signal);
        tries = 0;
        continue;
      }
      const delay = retryDelay(error, tries, random());
      if (delay === undefined) throw error;
      onPause({ retryAt: clock.now() + delay, reason: waitReason(error, tries) });
      await clock.wait(delay, signal);
    }
  }
}

/** How often is tried what a browser calls offline, in ms. */
const offlineMs = 30_000;

/**
 * Resolves once there is a network, or after a while all the same: a browser calls a computer offline that has none but
 * itself, where portal and storage may be. Rejects when aborted.
 */
export async function untilNetwork(
  { network, clock }: { network: Network; clock: Clock },
  signal: AbortSignal,
): Promise<void> {
  const either = new AbortController();
  const both = AbortSignal.any([signal, either.signal]);
  try {
    await Promise.race([network.restored(both), clock.wait(offlineMs, both)]);
    signal.throwIfAborted();
  } finally {
    either.abort();
  }
}
