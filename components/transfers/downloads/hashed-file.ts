import { type HashedSink, hashedSink } from '#lib/transfers/download/hashed-sink.ts';
import type { RangeSource } from '#lib/transfers/download/ports.ts';
import { fetchRanges } from './fetch-ranges.ts';
import { openSink, type SinkOptions } from './file-sinks.ts';
import { openHash } from './hash-beside.ts';

/** A file of `size` bytes to write, hashed on the way, and a source that reads as its writes like it best. */
export async function openHashedFile(
  handle: FileSystemFileHandle,
  remove: () => Promise<void>,
  { size, ...options }: SinkOptions & { size: number },
): Promise<{ sink: HashedSink; source: RangeSource; end: () => void }> {
  const { hash, end } = await openHash(size);
  try {
    const sink = await openSink(handle, remove, options);
    return { sink: hashedSink(sink, hash), source: fetchRanges(sink.bestRead), end };
  } catch (error) {
    end();
    throw error;
  }
}
