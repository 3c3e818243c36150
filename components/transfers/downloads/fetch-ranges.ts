import type { RangeSource } from '#lib/transfers/download/ports.ts';
import { parseRetryAfter, StorageFailure } from '#lib/transfers/storage-failure.ts';
import { takeBuffer } from './read-buffers.ts';

/**
 * What one read asks for, and waits for: more the faster bytes arrive (each costs the same whatever it brings), and so
 * little on a slow line that it is not taken for a silent one.
 */
const leastRead = 64 * 1024;
const quickMs = 30;
const slowMs = 200;

/** Whether answers show the ETag of what they bring, as they do by every CORS rule that `docs/operations.md` tells. */
let showsEtag = true;

/**
 * Ranges of a blob by `fetch`, read into buffers of our own where the browser can, of `fullRead` bytes at most.
 *
 * All are of the ETag asked for: what goes on with a read says so (`If-Match`); of what begins one the answer's ETag is
 * looked at, and only where it is another is storage asked under that condition. A browser asks first whether it may send
 * `If-Match` (CORS preflight): of small files that would be half of the requests.
 */
export function fetchRanges(fullRead: number): RangeSource {
  return {
    async *open(url, range, signal, onWhole) {
      const { start, end, etag } = range;
      const looks = showsEtag && start === 0;
      let response = await ask(url, range, signal, { isSure: !looks });
      if (looks && response.ok && response.headers.get('etag') !== etag) {
        showsEtag = response.headers.has('etag');
        leave(response);
        response = await ask(url, range, signal, { isSure: true });
      }
      if (!response.ok || !response.body) throw refusal(response);
      const isWhole = response.status !== 206;
      if (isWhole) onWhole?.();
      if (end - start <= leastRead && !(isWhole && start > 0)) {
        yield await wholeOf(response, signal);
        return;
      }
      const read = readerOf(response.body, fullRead);
      let before = isWhole ? start : 0;
      try {
        for (;;) {
          const bytes = await read.next();
          if (!bytes) return;
          const passed = Math.min(before, bytes.length);
          before -= passed;
          yield bytes.subarray(passed);
        }
      } catch (error) {
        signal.throwIfAborted();
        throw lost(error);
      } finally {
        read.cancel();
      }
    },
  };
}

async function ask(
  url: string,
  { start, end, etag }: { start: number; end: number; etag: string },
  signal: AbortSignal,
  { isSure }: { isSure: boolean },
): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { range: `bytes=${start}-${end - 1}`, ...(isSure ? { 'if-match': etag } : {}) },
      // The cache would key by a SAS that changes with each key.
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw lost(error);
  }
}

async function wholeOf(response: Response, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    throw lost(error);
  }
}

function leave({ body }: Response): void {
  body?.cancel().catch(() => {});
}

function refusal(response: Response): StorageFailure {
  leave(response);
  return new StorageFailure('refused', {
    status: response.status,
    code: response.headers.get('x-ms-error-code') ?? '',
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after')),
  });
}

function lost(error: unknown): StorageFailure {
  return error instanceof StorageFailure ? error : new StorageFailure('network');
}

function readerOf(body: ReadableStream<Uint8Array>, fullRead: number) {
  let own: ReadableStreamBYOBReader;
  try {
    own = body.getReader({ mode: 'byob' });
  } catch {
    const plain = body.getReader();
    return {
      next: async () => (await plain.read()).value,
      cancel: () => void plain.cancel().catch(() => {}),
    };
  }
  let bytes = leastRead;
  return {
    async next(): Promise<Uint8Array | undefined> {
      const begun = performance.now();
      const { value } = await own.read(takeBuffer(bytes), { min: bytes });
      const took = performance.now() - begun;
      if (took < quickMs) bytes = Math.min(2 * bytes, fullRead);
      else if (took > slowMs) bytes = Math.max(bytes / 2, leastRead);
      return value?.length ? value : undefined;
    },
    cancel: () => void own.cancel().catch(() => {}),
  };
}
