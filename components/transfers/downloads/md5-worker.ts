import { createMD5 } from 'hash-wasm';
import type { FromMd5, ToMd5 } from './md5-messages.ts';

// The MD5 of one large download, beside the thread that receives and writes it.
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'postMessage' | 'addEventListener'>;
const begun = createMD5();
let turn: Promise<unknown> = begun;

scope.addEventListener('message', ({ data }: MessageEvent<ToMd5>) => {
  turn = turn
    .then(() => answer(data))
    .catch((error: unknown): FromMd5 => ({ type: 'failed', message: String(error) }))
    .then((message) =>
      scope.postMessage(message, message.type === 'update' ? [message.buffer as ArrayBuffer] : []),
    );
});

async function answer(asked: ToMd5): Promise<FromMd5> {
  const hash = await begun;
  switch (asked.type) {
    case 'load':
      hash.load(asked.state);
      return { type: 'load' };
    case 'update':
      hash.update(asked.bytes);
      return { type: 'update', buffer: asked.bytes.buffer };
    case 'save':
      return { type: 'save', state: hash.save() };
    case 'digest':
      return { type: 'digest', md5: hash.digest() };
  }
}
