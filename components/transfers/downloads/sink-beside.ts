import type { HashedSink } from '#lib/transfers/download/hashed-sink.ts';
import { SinkFailure } from '#lib/transfers/download/ports.ts';
import { openHashedHere } from './file-sinks.ts';
import type { Place } from './messages.ts';
import { placeOf } from './place.ts';
import { giveBack } from './read-buffers.ts';
import type { FromSink, ToSink } from './sink-messages.ts';

/** Smaller files are written where they are received: another thread would not pay for being begun. */
const leastForThread = 32 * 1024 * 1024;
/** Writes on their way to the other thread, at most: what arrives faster than it is written waits. */
const mostAhead = 3;

/** Where a download of `size` bytes is written and hashed; `end` when it is no longer needed. */
export async function openHashedSink(
  id: string,
  place: Place,
  { size, goesOn }: { size: number; goesOn: boolean },
): Promise<{ sink: HashedSink; end: () => void }> {
  if (size >= leastForThread) return sinkBeside(id, place);
  const { handle, remove } = await placeOf(id, place);
  return { sink: await openHashedHere(handle, remove, { goesOn }), end: () => {} };
}

/** In a thread of its own: receiving goes on while the disk takes what came before. */
function sinkBeside(id: string, place: Place): { sink: HashedSink; end: () => void } {
  const worker = new Worker(new URL('./sink-worker.ts', import.meta.url), { type: 'module' });
  const waiting: { resolve: (answer: FromSink) => void; reject: (error: Error) => void }[] = [];
  const writes: Promise<unknown>[] = [];
  let dead: Error | undefined;
  let endsItself = false;

  worker.onmessage = ({ data }: MessageEvent<FromSink>) => {
    const asked = waiting.shift();
    if (data.type === 'failed') asked?.reject(failureOf(data));
    else asked?.resolve(data);
  };
  worker.onerror = () => {
    dead = new Error('The writing thread ended.');
    for (const { reject } of waiting.splice(0)) reject(dead);
  };

  function ask<T extends FromSink['type']>(message: ToSink & { type: T }, given: Transferable[] = []) {
    return new Promise<Extract<FromSink, { type: T }>>((resolve, reject) => {
      if (dead) return reject(dead);
      waiting.push({ resolve: resolve as (answer: FromSink) => void, reject });
      worker.postMessage(message, given);
    });
  }

  const sink: HashedSink = {
    async begin(former, signal) {
      const stop = () => worker.postMessage({ type: 'stop' } satisfies ToSink);
      const begun = ask({ type: 'begin', id, place, former });
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return (await begun).done;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    async write(bytes) {
      const write = ask({ type: 'write', bytes }, [bytes.buffer]).then(({ buffer }) =>
        giveBack(buffer as ArrayBuffer),
      );
      // Whoever waits for it later is told of its failure.
      write.catch(() => {});
      writes.push(write);
      if (writes.length >= mostAhead) await writes.shift();
    },
    keep: async (now) => (await ask({ type: 'keep', now })).progress,
    async digest() {
      await Promise.all(writes.splice(0));
      return (await ask({ type: 'digest' })).md5;
    },
    async finish() {
      await ask({ type: 'finish' });
      endsItself = true;
    },
    close: async () => void (await ask({ type: 'close' })),
    discard: async () => void (await ask({ type: 'discard' })),
  };
  const end = () => {
    if (!endsItself) worker.terminate();
  };
  return { sink, end };
}

function failureOf({ full, message }: Extract<FromSink, { type: 'failed' }>): Error {
  return full === undefined ? new Error(`Writing failed: ${message}`) : new SinkFailure({ full });
}
