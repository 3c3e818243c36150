import type { HashedHere } from '#lib/transfers/download/hashed-sink.ts';
import { SinkFailure } from '#lib/transfers/download/ports.ts';
import { openHashedHere } from './file-sinks.ts';
import { placeOf } from './place.ts';
import type { FromSink, ToSink } from './sink-messages.ts';

// Writes and hashes one large download, beside the thread that receives it.
const scope = self as unknown as Pick<
  DedicatedWorkerGlobalScope,
  'postMessage' | 'addEventListener' | 'close'
>;
let sink: HashedHere | undefined;
let turn: Promise<unknown> = Promise.resolve();
const stopped = new AbortController();

scope.addEventListener('message', ({ data }: MessageEvent<ToSink>) => {
  if (data.type === 'stop') return stopped.abort();
  turn = turn
    .then(() => answer(data))
    .catch(
      (error: unknown): FromSink => ({
        type: 'failed',
        full: error instanceof SinkFailure ? error.full : undefined,
        message: String(error),
      }),
    )
    .then(async (message) => {
      scope.postMessage(message, message.type === 'write' ? [message.buffer as ArrayBuffer] : []);
      if (message.type === 'finish') await end();
    });
});

/** Closing a file written in place waits until the disk has taken it; nobody else needs to. */
async function end(): Promise<void> {
  await sink?.close().catch(() => {});
  scope.close();
}

async function answer(asked: Exclude<ToSink, { type: 'stop' }>): Promise<FromSink> {
  if (asked.type === 'begin') {
    const { handle, remove } = await placeOf(asked.id, asked.place);
    const goesOn = asked.former !== undefined;
    sink = await openHashedHere(handle, remove, { goesOn });
    return { type: 'begin', done: await sink.begin(asked.former, stopped.signal) };
  }
  if (!sink) throw new Error('it has not begun');
  switch (asked.type) {
    case 'write':
      await sink.write(asked.bytes);
      return { type: 'write', buffer: asked.bytes.buffer };
    case 'keep':
      return { type: 'keep', progress: await sink.keep(asked.now) };
    case 'digest':
      return { type: 'digest', md5: await sink.digest() };
    case 'finish':
      if (!sink.isThereAtOnce) await sink.close();
      return { type: 'finish' };
    case 'close':
    case 'discard':
      await sink[asked.type]();
      return { type: asked.type };
  }
}
