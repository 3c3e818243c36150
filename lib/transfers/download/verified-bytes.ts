import type { Md5 } from '../md5/md5.ts';
import { createBell } from './bell.ts';
import { DamagedBytes } from './failures.ts';
import { meaningOf } from './file-failure.ts';
import type { StoredFile } from './ports.ts';
import { type ReceiveNews, type ReceivePorts, receiveInOrder } from './receive-in-order.ts';

/** The bytes of a file, as they are asked for; it ends with an error where their MD5 is not the stored one. */
export async function* verifiedBytes(
  ports: ReceivePorts & { hash: Md5 },
  file: StoredFile,
  news: ReceiveNews & { onHash?: (md5: string) => void },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const bell = createBell();
  const gone = new AbortController();
  const either = AbortSignal.any([signal, gone.signal]);
  either.addEventListener('abort', bell.ring, { once: true });
  let held: Uint8Array | undefined;
  let end: { error?: unknown } | undefined;

  async function hand(bytes: Uint8Array): Promise<void> {
    ports.hash.update(bytes);
    held = bytes;
    bell.ring();
    while (held) {
      await bell.rung();
      either.throwIfAborted();
    }
  }

  const run = receiveInOrder(ports, { from: 0, size: file.size, etag: file.etag }, hand, news, either)
    .then(() => {
      end = {};
    })
    .catch((error: unknown) => {
      end = { error: meaningOf(error, file.path) };
    })
    .then(bell.ring);
  try {
    while (held || !end) {
      if (!held) {
        await bell.rung();
        continue;
      }
      const bytes = held;
      held = undefined;
      bell.ring();
      yield bytes;
    }
    if (end.error !== undefined) throw end.error;
    const md5 = ports.hash.digest();
    if (file.md5 !== null && file.md5 !== md5) throw new DamagedBytes(file.path);
    news.onHash?.(md5);
  } finally {
    gone.abort();
    await run;
  }
}
