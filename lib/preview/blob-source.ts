import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import type { RangeSource } from './range-source.ts';

export interface BlobSourceOptions {
  key: ReadKey;
  /** Asks the portal for a fresh key to the same file. */
  renewKey: (signal: AbortSignal) => Promise<ReadKey>;
  fetch: typeof fetch;
}

/** A read is given up when storage sent no byte of it for this long. */
const stallMs = 30_000;

/**
 * Reads a sealed blob by range, straight from storage with a read key. Each answer's ETag is held against the sealed one,
 * so other bytes are never taken for it; storage is asked under that condition (`If-Match`) only where the answer is of
 * another ETag or shows none: a browser asks first whether it may send it (CORS preflight), which a look would wait for. Errors: `bytes_missing`, `integrity` (not the sealed bytes), `forbidden` (a fresh
 * key was refused too), `unavailable` (also where storage sends nothing for 30 s).
 */
export function createBlobSource({ key, renewKey, fetch }: BlobSourceOptions): RangeSource {
  let current = key;
  /** Whether answers show their ETag, as they do by every CORS rule that `docs/operations.md` tells. */
  let showsEtag = true;

  async function send(headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    // The cache would key by a SAS that changes with each key.
    return inTime(fetch(current.url, { headers, cache: 'no-store', signal }));
  }

  async function ask(start: number, end: number, signal: AbortSignal): Promise<Response> {
    const headers = { range: `bytes=${start}-${end - 1}` };
    if (showsEtag) {
      const response = await send(headers, signal);
      if (!response.ok || response.headers.get('etag') === key.etag) return response;
      showsEtag = response.headers.has('etag');
      response.body?.cancel().catch(() => {});
    }
    return send({ ...headers, 'if-match': key.etag }, signal);
  }

  async function read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array> {
    let response = await ask(start, end, signal);
    if (response.status === 403) {
      current = await renewKey(signal);
      response = await ask(start, end, signal);
    }
    if (!response.ok) throw refusal(response.status);
    const limit = response.status === 206 ? end - start : end;
    const bytes = await readUpTo(response, limit);
    const part = response.status === 206 ? bytes : bytes.subarray(start);
    if (part.length !== end - start) throw unavailable();
    return part;
  }

  return {
    size: key.size,
    async readRange(start, end, signal) {
      const over = new AbortController();
      try {
        return await read(start, end, AbortSignal.any([signal, over.signal]));
      } catch (cause) {
        if (signal.aborted || cause instanceof SluiceError) throw cause;
        throw unavailable(cause);
      } finally {
        // A request that was given up would hold its connection.
        over.abort();
      }
    },
  };
}

/** What `answer` brings, or `unavailable` where that takes longer than storage may be silent. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silent()), stallMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(status: number): SluiceError {
  if (status === 404)
    return new SluiceError(
      'bytes_missing',
      "The file's bytes are missing in storage; ask who runs the portal.",
    );
  if (status === 412 || status === 416)
    return new SluiceError(
      'integrity',
      'Storage holds other bytes than were sealed; ask who runs the portal.',
    );
  if (status === 401 || status === 403)
    return new SluiceError('forbidden', 'Storage refused the read key twice; reload the page.');
  return unavailable();
}

function unavailable(cause?: unknown): SluiceError {
  return new SluiceError('unavailable', 'Storage cannot be reached; check the network and try again.', {
    cause,
  });
}

function silent(): SluiceError {
  return new SluiceError(
    'unavailable',
    'Storage sent nothing for 30 seconds; check the network and try again.',
  );
}

/** At most `limit` bytes of the body: what ignores the range would send the whole file. */
async function readUpTo(response: Response, limit: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(limit);
  const reader = response.body?.getReader();
  let length = 0;
  while (reader && length < limit) {
    const { done, value } = await inTime(reader.read());
    if (done) return bytes.subarray(0, length);
    bytes.set(value.subarray(0, limit - length), length);
    length += value.length;
  }
  await reader?.cancel();
  return bytes;
}
