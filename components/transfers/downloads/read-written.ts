import { SinkFailure } from '#lib/transfers/download/ports.ts';
import type { ReadWritten } from '#lib/transfers/download/written-first.ts';

const chunkBytes = 4 * 1024 * 1024;

/** What an earlier run has written from byte `at` of a file on; it must be read before anything else is written there. */
export function readWritten(handle: FileSystemFileHandle, at: number): ReadWritten {
  return async function* read(start, end) {
    try {
      const file = await handle.getFile();
      for (let from = at + start; from < at + end; from += chunkBytes)
        yield new Uint8Array(await file.slice(from, Math.min(from + chunkBytes, at + end)).arrayBuffer());
    } catch (cause) {
      throw new SinkFailure({ full: false }, { cause });
    }
  };
}
