import type { Sink } from './ports.ts';

const roomBytes = 4 * 1024 * 1024;

export interface GatheredWrites {
  /** Takes the next bytes, which stay the caller's. To be awaited. */
  write(bytes: Uint8Array): Promise<void>;
  /** Writes what waits. */
  flush(): Promise<void>;
  /** Up to which byte the sink has all. */
  written(): number;
}

/**
 * Writes little pieces together, from the byte `from` of the sink on: where the browser's own process writes, each write
 * costs it the same whatever it brings.
 */
export function gatheredWrites(sink: Pick<Sink, 'write'>, from: number): GatheredWrites {
  const room = new Uint8Array(roomBytes);
  let [written, waiting] = [from, 0];

  async function through(bytes: Uint8Array): Promise<void> {
    await sink.write(written, bytes);
    written += bytes.length;
  }

  async function flush(): Promise<void> {
    if (waiting === 0) return;
    await through(room.subarray(0, waiting));
    waiting = 0;
  }

  return {
    async write(bytes) {
      if (waiting + bytes.length > roomBytes) await flush();
      if (bytes.length >= roomBytes / 2) {
        await flush();
        return through(bytes);
      }
      room.set(bytes, waiting);
      waiting += bytes.length;
    },
    flush,
    written: () => written,
  };
}
