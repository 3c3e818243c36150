import { randomBytes } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { openHash } from './hash-beside.ts';
import type { FromHash, ToHash } from './hash-messages.ts';
import { quickRead, takeBuffer } from './read-buffers.ts';

const MiB = 1024 * 1024;
const large = 64 * MiB;

/** A thread that answers when it is told to. */
class Thread {
  static last: Thread;
  onmessage: (event: { data: FromHash }) => void = () => {};
  onerror: (event: Event) => void = () => {};
  readonly taken: ToHash[] = [];
  ended = false;
  constructor() {
    Thread.last = this;
  }
  postMessage(message: ToHash, transfer: ArrayBuffer[]): void {
    this.taken.push(structuredClone(message, { transfer }));
  }
  terminate(): void {
    this.ended = true;
  }
  answer(): void {
    const asked = this.taken.shift();
    if (asked?.type === 'update')
      this.onmessage({ data: { type: 'update', buffer: asked.bytes.buffer as ArrayBuffer } });
    if (asked?.type === 'digest') this.onmessage({ data: { type: 'digest', md5: 'd41d8c' } });
  }
}

vi.stubGlobal('Worker', Thread);
afterEach(() => Thread.last?.terminate());

it('hashes a small file where it is received, and gives its buffers back', async () => {
  const { hash } = await openHash(100);
  const buffer = takeBuffer(quickRead);
  await hash.update(buffer);
  expect(takeBuffer(quickRead).buffer).toBe(buffer.buffer);
});

it('hands the bytes of a large one on at once, up to twelve reads ahead, and gives the buffers back', async () => {
  const { hash, end } = await openHash(large);
  for (let n = 0; n < 12; n++) await hash.update(new Uint8Array(quickRead));
  const bytes = new Uint8Array(randomBytes(quickRead));
  let isThrough = false;
  const update = Promise.resolve(hash.update(bytes)).then(() => {
    isThrough = true;
  });
  expect(bytes.length).toBe(0);
  await new Promise(setImmediate);
  expect(isThrough).toBe(false);
  const [first] = Thread.last.taken;
  Thread.last.answer();
  await update;
  expect(first?.type === 'update' && takeBuffer(quickRead).buffer === first.bytes.buffer).toBe(true);
  end();
  expect(Thread.last.ended).toBe(true);
});

it('tells of the end of its thread whoever waits, and whoever comes later, but not the page', async () => {
  const { hash } = await openHash(large);
  const digest = Promise.resolve(hash.digest());
  const event = new Event('error', { cancelable: true });
  Thread.last.onerror(event);
  expect(event.defaultPrevented).toBe(true);
  await expect(digest).rejects.toThrow('The hashing thread ended.');
  await expect(hash.save()).rejects.toThrow('The hashing thread ended.');
  await expect(hash.update(new Uint8Array(13 * MiB))).rejects.toThrow('The hashing thread ended.');
});
