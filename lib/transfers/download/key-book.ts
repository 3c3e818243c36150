import { createKeyKeeper, type KeyKeeper } from '../key-keeper.ts';
import type { Clock, Network } from '../ports.ts';
import { type Pause, withRetry } from '../with-retry.ts';

interface Key {
  url: string;
  expiresAt: string;
}

interface Patience {
  clock: Clock;
  network: Network;
  random: () => number;
}

/** How many keys one request to the portal asks for. */
const batchSize = 200;

type Issue = (paths: readonly string[], signal: AbortSignal) => Promise<readonly Key[]>;

/**
 * Keys to many files, asked for in batches as the files come up, as each lives for minutes only. `issue` answers one
 * for each path, in order; where the portal is busy or away it is asked again, and `onPause` told.
 */
export function createKeyBook(
  paths: readonly string[],
  issue: Issue,
  { onPause, ...ports }: Patience & { onPause: (pause: Pause) => void },
) {
  const { clock } = ports;
  const batches = new Map<number, Promise<{ askedAt: number; keys: readonly Key[] }>>();

  async function ask(start: number, signal: AbortSignal) {
    const wanted = paths.slice(start, start + batchSize);
    return withRetry(ports, signal, onPause, async () => {
      const askedAt = clock.now();
      return { askedAt, keys: await issue(wanted, signal) };
    });
  }

  /** The keeper of the key to file number `index`. */
  return async function keeperOf(index: number, signal: AbortSignal): Promise<KeyKeeper> {
    const start = index - (index % batchSize);
    let batch = batches.get(start);
    if (!batch) {
      batch = ask(start, signal);
      batches.set(start, batch);
      // A batch that failed is asked for again.
      batch.catch(() => batches.delete(start));
    }
    const { askedAt, keys } = await batch;
    const path = paths[index] ?? '';
    const renewKey = async (during: AbortSignal) => {
      const [key] = await issue([path], during);
      if (!key) throw new Error(`No key came for ${path}`);
      return key;
    };
    const url = keys[index - start]?.url ?? (await renewKey(signal)).url;
    return createKeyKeeper({ url, askedAt }, { renewKey }, clock);
  };
}
