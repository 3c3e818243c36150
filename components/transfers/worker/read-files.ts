import type { ReadFile } from '#lib/transfers/folder-ports.ts';
import { md5Of } from '#lib/transfers/md5/md5.ts';
import { type Source, UnreadableSource } from '#lib/transfers/ports.ts';

/** Bytes. Some hundreds of such files are read ahead of the lanes. */
const heldLimit = 128 * 1024;

/**
 * Reads files that are sent as a whole, one answer each. Small ones are read by one request to the browser's process for
 * all of them, hashed here and sent from memory: another thread and another read cost more than their bytes do. For the
 * others there is `digest`.
 */
export function readFiles(
  sources: readonly Source[],
  digest: (content: Blob) => Promise<Uint8Array>,
): Promise<ReadFile>[] {
  const small = sources.filter(({ size }) => size <= heldLimit);
  const together = readTogether(small.map(wholeOf));
  return sources.map(async (source) => {
    const content = wholeOf(source);
    if (source.size > heldLimit) return { md5: await digest(content), body: content };
    // One that cannot be read fails all of them; alone, each tells for itself.
    const body = (await together)?.[small.indexOf(source)] ?? (await readAlone(content));
    return { md5: await md5Of(body), body };
  });
}

function wholeOf(source: Source): Blob {
  return source.slice(0, source.size);
}

async function readTogether(contents: readonly Blob[]): Promise<Uint8Array<ArrayBuffer>[] | undefined> {
  const bytes = await new Blob([...contents]).arrayBuffer().catch(() => undefined);
  // A browser that reads a file which grew or shrank meanwhile would shift all those behind it.
  if (bytes?.byteLength !== contents.reduce((sum, { size }) => sum + size, 0)) return undefined;
  let end = 0;
  // Each gets bytes of its own: what is sent by a port goes with all of its buffer.
  return contents.map(({ size }) => {
    end += size;
    return new Uint8Array(bytes.slice(end - size, end));
  });
}

async function readAlone(content: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await content.arrayBuffer().catch((error: unknown) => {
    throw new UnreadableSource({ cause: error });
  });
  if (bytes.byteLength !== content.size) throw new UnreadableSource();
  return new Uint8Array(bytes);
}
