import { createMd5, type Md5 } from '#lib/transfers/md5/md5.ts';
import type { FromHash, ToHash } from './hash-messages.ts';

// Hashes one large download, beside the thread that receives and writes it.
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'postMessage' | 'addEventListener'>;
const hash = createMd5();

scope.addEventListener('message', async ({ data }: MessageEvent<ToHash>) => {
  try {
    // Messages keep their order: all wait for the same promise, and for nothing else.
    const message = answer(await hash, data);
    scope.postMessage(message, message.type === 'update' ? [message.buffer as ArrayBuffer] : []);
  } catch (error) {
    // Only so does whoever began this thread hear of it.
    reportError(error);
  }
});

function answer(md5: Md5, asked: ToHash): FromHash {
  switch (asked.type) {
    case 'load':
      return { type: 'load', loaded: md5.load(asked.state) };
    case 'update':
      md5.update(asked.bytes);
      return { type: 'update', buffer: asked.bytes.buffer };
    case 'save':
      return { type: 'save', state: md5.save() };
    case 'digest':
      return { type: 'digest', md5: md5.digest() };
  }
}
