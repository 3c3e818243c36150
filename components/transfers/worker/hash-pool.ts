import { type BlockDigest, type HashedPart, type Hasher, UnreadableSource } from '#lib/transfers/ports.ts';
import type { FromHash, ToHash } from './hash-messages.ts';

/** Hash workers kept for all uploads: half of the cores, as the wire needs the others. */
const most = Math.max(1, Math.min(4, Math.floor((navigator.hardwareConcurrency || 2) / 2)));
const workers: Worker[] = [];
const listeners = new Map<number, (message: FromHash) => void>();
let lastJob = 0;

function workerFor(job: number): Worker {
  const at = job % most;
  const kept = workers[at];
  if (kept) return kept;
  const begun = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  begun.onmessage = ({ data }: MessageEvent<FromHash>) => listeners.get(data.job)?.(data);
  begun.onerror = (event) => {
    // Else it is an error of the worker that began this one too, whose page would end all its uploads.
    event.preventDefault();
    delete workers[at];
    const message = 'it did not start';
    for (const [failed, listen] of listeners)
      if (failed % most === at) listen({ type: 'failed', job: failed, message });
  };
  workers[at] = begun;
  return begun;
}

/** Starts a worker before there is something to hash: loading one takes longer than a block. */
export function warmHasher(): void {
  workerFor(lastJob + 1);
}

function post(message: ToHash): void {
  workerFor(message.job).postMessage(message);
}

/** MD5 of a small blob. Throws `UnreadableSource`. */
export function digestBlob(content: Blob): Promise<Uint8Array> {
  const job = ++lastJob;
  return new Promise((resolve, reject) => {
    listeners.set(job, (message) => {
      listeners.delete(job);
      if (message.type === 'whole') resolve(message.md5);
      else reject(failureOf(message));
    });
    post({ type: 'digest', job, content });
  });
}

/** Hashes a file, at most `ahead` blocks before they are asked for, from where it was hashed to. `close` ends it. */
export function createHasher(
  file: Blob,
  blockSize: number,
  ahead: number,
  from: HashedPart | undefined,
): Hasher & { close: () => void } {
  const job = ++lastJob;
  let begun = false;
  const digests: BlockDigest[] = [];
  let whole: Uint8Array | undefined;
  let failure: Error | undefined;
  // Whoever waits looks again whenever something arrived.
  let wakers: (() => void)[] = [];

  function begin() {
    begun = true;
    listeners.set(job, (message) => {
      if (message.type === 'block') digests.push(message);
      else if (message.type === 'whole') whole = message.md5;
      else failure = failureOf(message);
      wakeAll();
    });
    post({ type: 'begin', job, file, blockSize, ahead, from });
  }

  function wakeAll() {
    const waiting = wakers;
    wakers = [];
    for (const wake of waiting) wake();
  }

  async function until<T>(signal: AbortSignal, look: () => { found: T } | undefined): Promise<T> {
    signal.throwIfAborted();
    if (!begun) begin();
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
      if (digest) post({ type: 'more', job });
      return digest;
    },
    whole: (signal) => until(signal, () => whole && { found: whole }),
    close() {
      listeners.delete(job);
      if (begun) post({ type: 'end', job });
    },
  };
}

function failureOf(message: FromHash): Error {
  if (message.type === 'unreadable') return new UnreadableSource();
  return new Error(
    `The hashing worker failed: ${message.type === 'failed' ? message.message : message.type}`,
  );
}
