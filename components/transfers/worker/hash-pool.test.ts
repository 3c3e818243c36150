import { afterAll, expect, it, vi } from 'vitest';
import type { FromHash, ToHash } from './hash-messages.ts';

/** A hash worker that answers nothing by itself. */
class Thread {
  static all: Thread[] = [];
  onmessage: (event: { data: FromHash }) => void = () => {};
  onerror: (event: Event) => void = () => {};
  readonly taken: ToHash[] = [];
  constructor() {
    Thread.all.push(this);
  }
  postMessage(message: ToHash): void {
    this.taken.push(message);
  }
}

vi.stubGlobal('Worker', Thread);
vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
afterAll(() => {
  vi.unstubAllGlobals();
});
// After what it looks at when it is loaded.
const { createHasher, digestBlob } = await import('./hash-pool.ts');

it('fails what a broken worker was hashing, not the page with all its uploads, and begins another worker', async () => {
  const open = new AbortController().signal;
  const hasher = createHasher(new Blob(['abc']), 2, 1, undefined);
  const waiting = [hasher.next(open), digestBlob(new Blob(['d']))];
  const event = new Event('error', { cancelable: true });
  Thread.all[0]?.onerror(event);
  expect(event.defaultPrevented).toBe(true);
  for (const failed of waiting) await expect(failed).rejects.toThrow('The hashing worker failed');
  const digest = digestBlob(new Blob(['e']));
  expect(Thread.all).toHaveLength(2);
  const job = Thread.all[1]?.taken[0]?.job ?? 0;
  Thread.all[1]?.onmessage({ data: { type: 'whole', job, md5: Uint8Array.of(7) } });
  expect(await digest).toEqual(Uint8Array.of(7));
});
