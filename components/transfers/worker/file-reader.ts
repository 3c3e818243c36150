/** Chromium's stream of a large file now and then brings nothing more, with bytes left and no error. */
const silentMs = 10_000;

export interface FileReader {
  /** The next bytes, at most so many; they are valid until the next call. Throws a `DOMException` where there are none. */
  next(bytes: number): Promise<Uint8Array>;
  end(): void;
}

/**
 * Reads a file on from `begin` into one buffer of `roomBytes` that is used again and again. A stream that falls silent is
 * left for another one, which begins at the byte reached.
 */
export function readerOf(file: Blob, begin: number, roomBytes: number): FileReader {
  let room = new ArrayBuffer(roomBytes);
  let at = begin;
  let reader = streamFrom(file, at);

  async function slice(bytes: number): Promise<Uint8Array> {
    const read = new Uint8Array(await file.slice(at, at + bytes).arrayBuffer());
    at += read.length;
    if (read.length === 0) throw shorter();
    return read;
  }

  return {
    async next(bytes) {
      if (!reader) return slice(bytes);
      const answer = await unlessSilent(reader.read(new Uint8Array(room, 0, bytes)));
      if (answer === undefined) {
        reader.cancel().catch(() => {});
        // The buffer went with the read that never ended.
        room = new ArrayBuffer(roomBytes);
        const read = await slice(bytes);
        reader = streamFrom(file, at);
        return read;
      }
      const { value, done } = answer;
      if (!value || done) throw shorter();
      room = value.buffer;
      at += value.length;
      return value;
    },
    end: () => void reader?.cancel().catch(() => {}),
  };
}

/** Undefined where the browser's streams of files know no buffers of ours; it reads slices then. */
function streamFrom(file: Blob, begin: number): ReadableStreamBYOBReader | undefined {
  const stream = file.slice(begin).stream();
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
}

function unlessSilent<T>(read: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), silentMs);
  });
  return Promise.race([read, silence]).finally(() => clearTimeout(timer));
}

function shorter(): DOMException {
  return new DOMException('The file became shorter', 'NotReadableError');
}
