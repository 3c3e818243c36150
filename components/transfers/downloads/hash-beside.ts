import type { RunningHash } from '#lib/transfers/download/hashed-sink.ts';
import { createMd5, type Md5 } from '#lib/transfers/md5/md5.ts';
import type { FromHash, ToHash } from './hash-messages.ts';
import { giveBack, quickRead } from './read-buffers.ts';

/** Smaller files are hashed where they are received: another thread would not pay for being begun. */
const leastForThread = 32 * 1024 * 1024;
/** Bytes on their way to the other thread, at most: what arrives faster than it is hashed waits. */
const mostAhead = 12 * quickRead;

export interface OpenHash {
  /** Takes the buffers it is given, and gives them back to be read into. */
  hash: RunningHash;
  /** When it is no longer needed. */
  end: () => void;
}

/** Where a download of `size` bytes is hashed. */
export async function openHash(size: number): Promise<OpenHash> {
  return size < leastForThread ? { hash: hashHere(await createMd5()), end: () => {} } : hashBeside();
}

function hashHere(md5: Md5): RunningHash {
  return {
    ...md5,
    update(bytes) {
      md5.update(bytes);
      giveBack(bytes.buffer as ArrayBuffer);
    },
  };
}

/** In a thread of its own: receiving and writing go on meanwhile. */
function hashBeside(): OpenHash {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  const waiting: { resolve: (answer: FromHash) => void; reject: (error: Error) => void }[] = [];
  const updates: { done: Promise<unknown>; bytes: number }[] = [];
  let ahead = 0;
  let dead: Error | undefined;

  worker.onmessage = ({ data }: MessageEvent<FromHash>) => waiting.shift()?.resolve(data);
  worker.onerror = (event) => {
    // Else it is an error of the thread that began this one too, whose page would end all its downloads.
    event.preventDefault();
    dead = new Error('The hashing thread ended.');
    for (const { reject } of waiting.splice(0)) reject(dead);
  };

  function ask<T extends FromHash['type']>(message: ToHash & { type: T }, given: Transferable[] = []) {
    return new Promise<Extract<FromHash, { type: T }>>((resolve, reject) => {
      if (dead) return reject(dead);
      waiting.push({ resolve: resolve as (answer: FromHash) => void, reject });
      worker.postMessage(message, given);
    });
  }

  const hash: RunningHash = {
    load: async (state) => (await ask({ type: 'load', state })).loaded,
    async update(bytes) {
      const { length } = bytes;
      const done = ask({ type: 'update', bytes }, [bytes.buffer]).then(({ buffer }) =>
        giveBack(buffer as ArrayBuffer),
      );
      // Whoever waits for it later is told of its failure.
      done.catch(() => {});
      updates.push({ done, bytes: length });
      ahead += length;
      while (ahead > mostAhead) {
        const first = updates.shift();
        if (!first) return;
        await first.done;
        ahead -= first.bytes;
      }
    },
    save: async () => (await ask({ type: 'save' })).state,
    digest: async () => (await ask({ type: 'digest' })).md5,
  };
  return { hash, end: () => worker.terminate() };
}
