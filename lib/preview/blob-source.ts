import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import type { RangeSource } from './range-source.ts';

export interface BlobSourceOptions {
  key: ReadKey;
  /** Asks the portal for a fresh key to the same file. */
  renewKey: (signal: AbortSignal) => Promise<ReadKey>;
  fetch: typeof fetch;
}

/**
 * Reads a sealed blob by range, straight from storage with a read key. Each read names the ETag that was sealed, so
 * other bytes are never taken for it. Errors: `bytes_missing`, `integrity` (not the sealed bytes), `forbidden` (a fresh
 * key was refused too), `unavailable`.
 */
export function createBlobSource({ key, renewKey, fetch }: BlobSourceOptions): RangeSource {
  let current = key;
  const ask = (start: number, end: number, signal: AbortSignal) =>
    fetch(current.url, {
      headers: { range: `bytes=${start}-${end - 1}`, 'if-match': key.etag },
      // The cache would key by a SAS that changes with each key.
      cache: 'no-store',
      signal,
    }).catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw unavailable(cause);
    });

  return {
    size: key.size,
    async readRange(start, end, signal) {
      let response = await ask(start, end, signal);
      if (response.status === 403) {
        current = await renewKey(signal);
        response = await ask(start, end, signal);
      }
      if (!response.ok) throw refusal(response.status);
      const limit = response.status === 206 ? end - start : end;
      const bytes = await readUpTo(response, limit).catch((cause: unknown) => {
        if (signal.aborted) throw cause;
        throw unavailable(cause);
      });
      const part = response.status === 206 ? bytes : bytes.subarray(start);
      if (part.length !== end - start) throw unavailable();
      return part;
    },
  };
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

/** At most `limit` bytes of the body: what ignores the range would send the whole file. */
async function readUpTo(response: Response, limit: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(limit);
  const reader = response.body?.getReader();
  let length = 0;
  while (reader && length < limit) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    bytes.set(value.subarray(0, limit - length), length);
    length += value.length;
  }
  await reader?.cancel();
  return bytes;
}
