import { createMD5 } from 'hash-wasm';
import type { Md5OfSpent } from '#lib/transfers/download/ports.ts';
import type { FromMd5, ToMd5 } from './md5-messages.ts';
import { giveBack } from './read-buffers.ts';

/** Smaller files are hashed where they are received: another thread would not pay for being begun. */
const leastForThread = 32 * 1024 * 1024;
/** Updates on their way to the other thread, at most: what arrives faster than it is hashed waits. */
const mostAhead = 3;

/** The MD5 of a file of `size` bytes; `end` when it is no longer needed. */
export async function openMd5(size: number): Promise<{ hash: Md5OfSpent; end: () => void }> {
  return size < leastForThread ? { hash: await createMD5(), end: () => {} } : md5Beside();
}

/** An MD5 in a thread of its own. */
function md5Beside() {
  const worker = new Worker(new URL('./md5-worker.ts', import.meta.url), { type: 'module' });
  const waiting: { resolve: (answer: FromMd5) => void; reject: (error: Error) => void }[] = [];
  const updates: Promise<unknown>[] = [];

  worker.onmessage = ({ data }: MessageEvent<FromMd5>) => {
    const asked = waiting.shift();
    if (data.type === 'failed') asked?.reject(new Error(`The hash failed: ${data.message}`));
    else asked?.resolve(data);
  };
  worker.onerror = () => {
    for (const { reject } of waiting.splice(0)) reject(new Error('The hash did not start.'));
  };

  function ask<T extends FromMd5['type']>(message: ToMd5 & { type: T }, given: Transferable[] = []) {
    return new Promise<Extract<FromMd5, { type: T }>>((resolve, reject) => {
      waiting.push({ resolve: resolve as (answer: FromMd5) => void, reject });
      worker.postMessage(message, given);
    });
  }

  const hash: Md5OfSpent = {
    async update(bytes) {
      const update = ask({ type: 'update', bytes }, [bytes.buffer]).then(({ buffer }) =>
        giveBack(buffer as ArrayBuffer),
      );
      // Whoever waits for it later is told of its failure.
      update.catch(() => {});
      updates.push(update);
      if (updates.length >= mostAhead) await updates.shift();
    },
    async load(state) {
      await ask({ type: 'load', state });
    },
    save: async () => (await ask({ type: 'save' })).state,
    digest: async () => (await ask({ type: 'digest' })).md5,
  };
  return { hash, end: () => worker.terminate() };
}
