import { makeZip, predictLength } from 'client-zip';
import type { Sink, StoredFile } from './ports.ts';

const MiB = 1024 * 1024;
/** Files up to this size are fetched before their turn, several at once: a request each would cost more than the bytes. */
const smallBytes = 4 * MiB;
const aheadBytes = 32 * MiB;
const aheadFiles = 6;

/** Gives the verified bytes of file number `index`. */
export type OpenFile = (index: number, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** How long the zip of these files is, in bytes. */
export function zipLength(files: readonly Pick<StoredFile, 'path' | 'size'>[]): number {
  return Number(predictLength(files.map(({ path, size }) => ({ name: path, size }))));
}

/**
 * Writes the files as one zip (stored, zip64 where large), made on the way. The first file that cannot be had whole ends
 * it with that error, and nothing is left: a zip does not show what is missing in it.
 */
export async function zipFiles(
  files: readonly StoredFile[],
  open: OpenFile,
  sink: Sink,
  { lastModified, onDone }: { lastModified: Date; onDone: (bytes: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const either = AbortSignal.any([signal, gone.signal]);
  let done = 0;
  await sink.truncate(0);
  const reader = makeZip(entriesOf(files, open, lastModified, either)).getReader();
  try {
    for (;;) {
      const { done: over, value } = await reader.read();
      signal.throwIfAborted();
      if (over) break;
      await sink.write(done, value);
      done += value.length;
      onDone(done);
    }
    await sink.close();
  } catch (error) {
    await sink.discard();
    throw error;
  } finally {
    gone.abort();
  }
}

async function* entriesOf(
  files: readonly StoredFile[],
  open: OpenFile,
  lastModified: Date,
  signal: AbortSignal,
) {
  const ahead = new Map<number, Promise<Uint8Array[]>>();
  let [next, held] = [0, 0];
  for (const [index, { path, size }] of files.entries()) {
    next = Math.max(next, index);
    for (let file = files[next]; file; file = files[++next]) {
      if (file.size > smallBytes || ahead.size >= aheadFiles || held + file.size > aheadBytes) break;
      held += file.size;
      const bytes = collect(open(next, signal));
      // Whoever takes it sees the error; until then it must not count as unhandled.
      bytes.catch(() => {});
      ahead.set(next, bytes);
    }
    const small = ahead.get(index);
    const input = small ? chunksOf(small) : open(index, signal);
    yield { name: path, size, lastModified, input };
    if (!small) continue;
    ahead.delete(index);
    held -= size;
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return chunks;
}

async function* chunksOf(small: Promise<Uint8Array[]>): AsyncGenerator<Uint8Array> {
  yield* await small;
}
