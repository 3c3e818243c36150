import { makeZip, predictLength } from 'client-zip';
import type { Clock } from '../ports.ts';
import { ChangedBytes, DamagedBytes, DownloadCancelled } from './failures.ts';
import { gatheredWrites } from './gathered-writes.ts';
import type { Sink, StoredFile } from './ports.ts';
import { zipPlaces } from './zip-places.ts';

const MiB = 1024 * 1024;
/** Files up to this size are fetched before their turn, several at once: a request each would cost more than the bytes. */
const smallBytes = 4 * MiB;
/** Browsers open six connections to a host (HTTP/1.1). */
const atOnce = 6;
/** What came before its turn, while one of those before it takes its time. */
const aheadBytes = 32 * MiB;
const aheadFiles = 60;

/** Gives the verified bytes of file number `index`. */
export type OpenFile = (index: number, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** How long the zip of these files is, in bytes. */
export function zipLength(files: readonly Pick<StoredFile, 'path' | 'size'>[]): number {
  return Number(predictLength(files.map(({ path, size }) => ({ name: path, size }))));
}

export interface ZipPorts {
  sink: Sink;
  /** Where the zip has got to, in bytes. */
  journal: { save(done: number): Promise<void>; forget(): Promise<void> };
  clock: Pick<Clock, 'now'>;
}

/** Where a page that dies would go on from is noted this often. */
const keepEveryMs = 1_000;

/**
 * Writes the files as one zip (stored, zip64 where large), made on the way, from its byte `from` on: what stands before
 * is made again from what `open` gives, and not written. The first file that cannot be had whole ends it with that
 * error. What is there stays, to go on from; but for a file that is damaged, which goes again from its beginning.
 * Cancelled, or where the stored bytes are others than the sealed ones, nothing is left. What the journal holds of a whole
 * zip is the caller's to forget.
 */
export async function zipFiles(
  files: readonly StoredFile[],
  open: OpenFile,
  { sink, journal, clock }: ZipPorts,
  { lastModified, from, onDone }: { lastModified: Date; from: number; onDone: (bytes: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const either = AbortSignal.any([signal, gone.signal]);
  const disk = gatheredWrites(sink, from);
  let [made, keptAt] = [0, clock.now()];

  async function note(now: boolean, most = Number.POSITIVE_INFINITY): Promise<void> {
    keptAt = clock.now();
    const done = Math.min(most, disk.written());
    if (await sink.keep(done, now)) await journal.save(done);
  }

  async function keepAll(most: number | undefined): Promise<void> {
    await disk.flush().catch(() => {});
    await note(true, most);
  }

  try {
    await sink.truncate(from);
    const reader = makeZip(entriesOf(files, open, lastModified, either)).getReader();
    for (;;) {
      const { done: over, value } = await reader.read();
      signal.throwIfAborted();
      if (over) break;
      const fresh = value.subarray(Math.max(0, from - made));
      made += value.length;
      if (fresh.length === 0) continue;
      await disk.write(fresh);
      onDone(made);
      if (clock.now() - keptAt < keepEveryMs) continue;
      await disk.flush();
      await note(false);
    }
    await disk.flush();
    await sink.close();
  } catch (error) {
    const leave = error instanceof ChangedBytes || signal.reason instanceof DownloadCancelled;
    const most = error instanceof DamagedBytes ? entryOf(files, error.path) : undefined;
    // What went wrong first is told; going on from here is a convenience.
    await (leave
      ? journal.forget().then(() => sink.discard())
      : keepAll(most).finally(() => sink.close())
    ).catch(() => {});
    throw error;
  } finally {
    gone.abort();
  }
}

function entryOf(files: readonly StoredFile[], path: string): number {
  return zipPlaces(files)[files.findIndex((file) => file.path === path)]?.entry ?? 0;
}

async function* entriesOf(
  files: readonly StoredFile[],
  open: OpenFile,
  lastModified: Date,
  signal: AbortSignal,
) {
  const ahead = new Map<number, Promise<Uint8Array[]>>();
  let [next, running, held] = [0, 0, 0];

  function fetchAhead() {
    for (let file = files[next]; file && file.size <= smallBytes; file = files[++next]) {
      if (signal.aborted || running >= atOnce) return;
      if (ahead.size >= aheadFiles || held + file.size > aheadBytes) return;
      held += file.size;
      running++;
      const bytes = collect(open(next, signal)).finally(() => {
        running--;
        fetchAhead();
      });
      // Whoever takes it sees the error; until then it must not count as unhandled.
      bytes.catch(() => {});
      ahead.set(next, bytes);
    }
  }

  for (const [index, { path, size }] of files.entries()) {
    next = Math.max(next, index);
    fetchAhead();
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
