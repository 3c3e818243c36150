import { keyLifeMs } from './key-life.ts';
import type { Clock, Portal } from './ports.ts';
import { StorageFailure } from './storage-failure.ts';

const renewAfterMs = (keyLifeMs * 2) / 3;

export interface HeldKey {
  url: string;
  /** `Clock.now()` before the request for it was sent. */
  askedAt: number;
}

/**
 * Keeps the write key of one upload fresh. Age is counted on the monotonic clock from before the key was asked for, so
 * a computer's wrong time of day changes nothing; a 403 (a clock that stood still in sleep) is answered by one renewal.
 */
export function createKeyKeeper(first: HeldKey | undefined, portal: Pick<Portal, 'renewKey'>, clock: Clock) {
  let held = first;
  let renewing: Promise<HeldKey> | undefined;

  function renew(signal: AbortSignal): Promise<HeldKey> {
    renewing ??= ask(signal).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function ask(signal: AbortSignal): Promise<HeldKey> {
    const askedAt = clock.now();
    const { url } = await portal.renewKey(signal);
    held = { url, askedAt };
    return held;
  }

  async function current(signal: AbortSignal): Promise<HeldKey> {
    return held && clock.now() - held.askedAt < renewAfterMs ? held : renew(signal);
  }

  /** Sends a request with the key of the moment; refused with 403, once more with a fresh one. */
  async function withKey<T>(signal: AbortSignal, send: (url: string) => Promise<T>): Promise<T> {
    const key = await current(signal);
    try {
      return await send(key.url);
    } catch (error) {
      if (!(error instanceof StorageFailure) || error.status !== 403) throw error;
      // Another lane may have renewed it meanwhile.
      const fresh = held && held !== key ? held : await renew(signal);
      return await send(fresh.url);
    }
  }

  return { withKey };
}

export type KeyKeeper = ReturnType<typeof createKeyKeeper>;
