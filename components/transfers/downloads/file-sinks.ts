import { type Sink, SinkFailure } from '#lib/transfers/download/ports.ts';
import { largeRead, quickRead } from './read-buffers.ts';

/** Not every browser can remove a file that was picked. */
interface WorkerFileHandle extends FileSystemFileHandle {
  remove?(): Promise<void>;
}

export interface FileSink extends Sink {
  /** Bytes of one read of the wire that serve its writes best. */
  readonly bestRead: number;
}

/**
 * Opens a file to write to: in place where the browser allows it, which is in its own storage, else by a copy. `goesOn`
 * where an earlier run has begun it: given up, it goes as a whole.
 */
export async function openSink(
  handle: FileSystemFileHandle,
  remove: () => Promise<void>,
  { goesOn }: { goesOn: boolean },
): Promise<FileSink> {
  const file = handle as WorkerFileHandle;
  try {
    return inPlace(await file.createSyncAccessHandle(), remove);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NoModificationAllowedError')
      throw sinkFailure(error);
    return byCopy(file, remove, goesOn);
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

/** The first copy is closed after this many bytes, each later one when twice as many are there. */
const firstKeptBytes = 256 * 1024 * 1024;

/**
 * The browser writes to a copy that takes the file's place when it is closed; a page that dies loses it. So it is closed
 * now and then, ever less often, as each opening copies what is there.
 */
async function byCopy(
  file: WorkerFileHandle,
  remove: () => Promise<void>,
  goesOn: boolean,
): Promise<FileSink> {
  const isOurs = goesOn || (await file.getFile()).size === 0;
  let kept = 0;
  let writable: FileSystemWritableFileStream | undefined;

  async function opened(): Promise<FileSystemWritableFileStream> {
    writable ??= await file.createWritable({ keepExistingData: true });
    return writable;
  }
  async function close(): Promise<void> {
    await writable?.close();
    writable = undefined;
  }

  return {
    bestRead: largeRead,
    write: (position, bytes) =>
      failingLater(async () =>
        (await opened()).write({ type: 'write', position, data: bytes as Uint8Array<ArrayBuffer> }),
      ),
    read: (position, length) =>
      failingLater(async () => {
        const there = (await file.getFile()).slice(position, position + length);
        return new Uint8Array(await there.arrayBuffer());
      }),
    truncate: (size) => failingLater(async () => (await opened()).truncate(size)),
    keep: (length, now) =>
      failingLater(async () => {
        if (!now && length < Math.max(firstKeptBytes, 2 * kept)) return undefined;
        await close();
        kept = length;
        return { modified: (await file.getFile()).lastModified };
      }),
    close: () => failingLater(close),
    async discard() {
      await writable?.abort().catch(() => {});
      writable = undefined;
      // A file that was there before and is as it was stays.
      if (kept > 0 || isOurs) await remove();
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
