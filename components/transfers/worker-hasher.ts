import { type BlockDigest, type Hasher, UnreadableSource } from '#lib/transfers/ports.ts';
import type { FromHasher, ToHasher } from './hasher-messages.ts';

/** Hashes a file in a worker of its own, at most `ahead` blocks before they are asked for. `close` ends the worker. */
export function createWorkerHasher(
  file: File,
  blockSize: number,
  ahead: number,
): Hasher & { close: () => void } {
  let worker: Worker | undefined;
  const digests: BlockDigest[] = [];
  let whole: Uint8Array | undefined;
  let failure: Error | undefined;
  // Whoever waits looks again whenever something arrived.
  let wakers: (() => void)[] = [];

  function begin(): Worker {
    const begun = new Worker(new URL('./md5-worker.ts', import.meta.url), { type: 'module' });
    begun.onmessage = ({ data }: MessageEvent<FromHasher>) => {
      if (data.type === 'block') digests.push(data);
      if (data.type === 'whole') whole = data.md5;
      if (data.type === 'unreadable') failure = new UnreadableSource();
      if (data.type === 'failed') failure = new Error(`The hashing worker failed: ${data.message}`);
      wakeAll();
    };
    begun.onerror = () => {
      failure = new Error('The hashing worker did not start');
      wakeAll();
    };
    post(begun, { type: 'begin', file, blockSize, ahead });
    return begun;
  }

  function wakeAll() {
    const waiting = wakers;
    wakers = [];
    for (const wake of waiting) wake();
  }

  async function until<T>(signal: AbortSignal, look: () => { found: T } | undefined): Promise<T> {
    signal.throwIfAborted();
    worker ??= begin();
    signal.addEventListener('abort', wakeAll, { once: true });
    try {
      for (;;) {
        signal.throwIfAborted();
        const seen = look();
        if (seen) return seen.found;
        if (failure) throw failure;
        await new Promise<void>((resolve) => wakers.push(resolve));
      }
    } finally {
      signal.removeEventListener('abort', wakeAll);
    }
  }

  return {
    async next(signal) {
      const digest = await until(signal, () => {
        const found = digests.shift();
        return found || whole ? { found } : undefined;
      });
      if (digest && worker) post(worker, { type: 'more' });
      return digest;
    },
    whole: (signal) => until(signal, () => whole && { found: whole }),
    close: () => worker?.terminate(),
  };
}

function post(worker: Worker, message: ToHasher): void {
  worker.postMessage(message);
}
