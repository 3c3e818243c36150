import type { RangeSource } from './range-source.ts';

export const firstRead = 64 * 1024;
/** The most bytes a preview ever reads of one file: 4 MiB. */
const mostRead = 4 * 1024 * 1024;

export interface Head {
  bytes: Uint8Array;
  /** True where `bytes` is the whole file. */
  atEnd: boolean;
}

/** The file's first bytes: 64 KiB, then twice as many each time it is asked again, up to 4 MiB. No byte is read twice. */
export async function* readHead(source: RangeSource, signal: AbortSignal): AsyncGenerator<Head, void> {
  const limit = Math.min(source.size, mostRead);
  const buffer = new Uint8Array(limit);
  let read = 0;
  let next = Math.min(firstRead, limit);
  while (read < limit) {
    buffer.set(await source.readRange(read, next, signal), read);
    read = next;
    yield { bytes: buffer.subarray(0, read), atEnd: read === source.size };
    next = Math.min(read * 2, limit);
  }
}
