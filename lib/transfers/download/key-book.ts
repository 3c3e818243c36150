import { createKeyKeeper, type KeyKeeper } from '../key-keeper.ts';
import type { Clock } from '../ports.ts';

interface Key {
  url: string;
  expiresAt: string;
}

/** How many keys one request to the portal asks for. */
const batchSize = 200;

/**
 * Keys to many files, asked for in batches as the files come up, as each lives for minutes only. `issue` answers one
 * for each path, in order.
 */
export function createKeyBook(
  paths: readonly string[],
  issue: (paths: readonly string[], signal: AbortSignal) => Promise<readonly Key[]>,
  clock: Clock,
) {
  const batches = new Map<number, Promise<{ askedAt: number; keys: readonly Key[] }>>();

  async function ask(start: number, signal: AbortSignal) {
    const askedAt = clock.now();
    return { askedAt, keys: await issue(paths.slice(start, start + batchSize), signal) };
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
