import { isWorthKeeping } from '#lib/transfers/download/keep-plan.ts';
import { type Sink, SinkFailure } from '#lib/transfers/download/ports.ts';
import type { Pause } from '#lib/transfers/with-retry.ts';
import { largeRead, quickRead } from './read-buffers.ts';

/** Not every browser can remove a file that was picked. */
interface WorkerFileHandle extends FileSystemFileHandle {
  remove?(): Promise<void>;
}

export interface FileSink extends Sink {
  /** Bytes of one read of the wire that serve its writes best. */
  readonly bestRead: number;
}

export interface SinkOptions {
  /** An earlier run has begun it: given up, it goes as a whole. */
  goesOn: boolean;
  /** Told while the browser reads a large file once more, before it is where it was picked: seconds for each GiB. */
  onPause: ((pause: Pause) => void) | undefined;
}

/** Opens a file to write to: in place where the browser allows it, which is in its own storage, else by a copy. */
export async function openSink(
  handle: FileSystemFileHandle,
  remove: () => Promise<void>,
  options: SinkOptions,
): Promise<FileSink> {
  const file = handle as WorkerFileHandle;
  try {
    return inPlace(await file.createSyncAccessHandle(), remove);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NoModificationAllowedError')
      throw sinkFailure(error);
    return byCopy(file, remove, options);
  }
}

/** How a picked file goes again; where the browser cannot, it is left empty. */
export async function removePicked(handle: FileSystemFileHandle): Promise<void> {
  const file = handle as WorkerFileHandle;
  if (file.remove) return file.remove();
  await (await file.createWritable()).close();
}

function inPlace(access: FileSystemSyncAccessHandle, remove: () => Promise<void>): FileSink {
  return {
    bestRead: quickRead,
    write(position, bytes) {
      failing(() => {
        const written = access.write(bytes as Uint8Array<ArrayBuffer>, { at: position });
        if (written < bytes.length) throw new SinkFailure({ full: true });
      });
    },
    async read(position, length) {
      // Each blocks this thread: between two it hears that it is to stop.
      await breath();
      const bytes = new Uint8Array(length);
      return bytes.subarray(
        0,
        failing(() => access.read(bytes, { at: position })),
      );
    },
    truncate: (size) =>
      failing(() => {
        // Of a file that was cut Linux writes all to the disk before it is closed.
        if (access.getSize() > size) access.truncate(size);
      }),
    keep: () => ({}),
    close: async () => access.close(),
    async discard() {
      access.close();
      await remove();
    },
  };
}

/** Until what waits for this thread has had its turn; a timer would take 4 ms each time. */
function breath(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Smaller files are checked before anybody could read that they are. */
const longToCheck = 128 * 1024 * 1024;
const checking: Pause = { retryAt: undefined, reason: 'the browser is checking what came' };

/** In so little time nobody else writes what was picked just now. */
const shortMs = 1000;

/**
 * The browser writes to a copy that takes the file's place when it is closed; a page that dies loses it. So it is closed
 * now and then, where that is worth what it takes: each closing has the browser read all that is there, and each opening
 * copies it.
 */
async function byCopy(
  file: WorkerFileHandle,
  remove: () => Promise<void>,
  { goesOn, onPause }: SinkOptions,
): Promise<FileSink> {
  const there = (await file.getFile()).size;
  const isOurs = goesOn || there === 0;
  let [kept, keptAt, end] = [0, performance.now(), 0];
  /** Bytes that are there for others, by what we did, and when that was looked at. */
  let [left, leftAt] = [there, performance.now()];
  let writable: FileSystemWritableFileStream | undefined;

  /** Another download into the same file, or another program, may have put its own there: a copy would mix the two. */
  async function isAsLeft(): Promise<boolean> {
    // Of many small files each question counts.
    return performance.now() - leftAt < shortMs || (await file.getFile()).size === left;
  }
  async function opened(): Promise<FileSystemWritableFileStream> {
    if (!writable && !(await isAsLeft())) throw new SinkFailure({ full: false });
    writable ??= await file.createWritable({ keepExistingData: true });
    return writable;
  }
  async function close({ tells }: { tells: boolean }): Promise<void> {
    if (tells && writable && end >= longToCheck) onPause?.(checking);
    await writable?.close();
    writable = undefined;
  }

  return {
    bestRead: largeRead,
    write: (position, bytes) =>
      failingLater(async () => {
        end = position + bytes.length;
        await (await opened()).write({ type: 'write', position, data: bytes as Uint8Array<ArrayBuffer> });
      }),
    read: (position, length) =>
      failingLater(async () => {
        const bytes = (await file.getFile()).slice(position, position + length);
        return new Uint8Array(await bytes.arrayBuffer());
      }),
    // Before anything is written.
    truncate: (size) =>
      failingLater(async () => {
        kept = Math.min(there, size);
        if (there > size) await (await opened()).truncate(size);
      }),
    keep: (length, now) =>
      failingLater(async () => {
        const elapsedMs = performance.now() - keptAt;
        if (!now && !isWorthKeeping({ length, kept, elapsedMs })) return undefined;
        if (!writable && !(await isAsLeft())) return undefined;
        // With `now` it does not go on: it was paused, or failed.
        await close({ tells: !now });
        [kept, keptAt] = [length, performance.now()];
        const { size, lastModified } = await file.getFile();
        [left, leftAt] = [size, performance.now()];
        return { modified: lastModified };
      }),
    close: () => failingLater(() => close({ tells: true })),
    async discard() {
      await writable?.abort().catch(() => {});
      writable = undefined;
      // A file that was there before and is as it was stays, and so does what others have put there since.
      if ((kept > 0 || isOurs) && (await isAsLeft())) await remove();
    },
  };
}

function failing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw sinkFailure(error);
  }
}

async function failingLater<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw sinkFailure(error);
  }
}

function sinkFailure(error: unknown): SinkFailure {
  if (error instanceof SinkFailure) return error;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  return new SinkFailure({ full }, { cause: error });
}
