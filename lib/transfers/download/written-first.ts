import type { RangeSource } from './ports.ts';

/** Bytes [start, end) of one file, of those that an earlier run has written. */
export type ReadWritten = (start: number, end: number) => AsyncIterable<Uint8Array>;

/** Takes the first `have` bytes of a file from the disk, and only what follows from `source`. */
export function writtenFirst(read: ReadWritten, have: number, source: RangeSource): RangeSource {
  return {
    async *open(url, { start, end, etag }, signal, onWhole) {
      if (start < have) yield* read(start, Math.min(have, end));
      if (end > have) yield* source.open(url, { start: Math.max(start, have), end, etag }, signal, onWhole);
    },
  };
}
