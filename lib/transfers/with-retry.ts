import type { Clock } from './ports.ts';
import { waitReason } from './reasons.ts';
import { retryDelay } from './retry.ts';

export interface Pause {
  retryAt: number;
  reason: string;
}

/** Repeats `attempt` as `retryDelay` decides, telling each pause; rejects with the last error, or when aborted. */
export async function withRetry<T>(
  { clock, random }: { clock: Clock; random: () => number },
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
      const delay = retryDelay(error, tries, random());
      if (delay === undefined) throw error;
      onPause({ retryAt: clock.now() + delay, reason: waitReason(error) });
      await clock.wait(delay, signal);
    }
  }
}
