import type { ReadFile } from '#lib/transfers/folder-ports.ts';
import { md5Of } from '#lib/transfers/md5/md5.ts';
import { type Source, UnreadableSource } from '#lib/transfers/ports.ts';

/** Bytes. Some hundreds of such files are read ahead of the lanes. */
const heldLimit = 128 * 1024;

/**
 * Reads a file that is sent as a whole. A small one is hashed here and sent from memory: another thread and another read
 * by the browser cost more than its bytes do. For the others there is `digest`.
 */
export async function readWhole(
  source: Source,
  digest: (content: Blob) => Promise<Uint8Array>,
): Promise<ReadFile> {
  const content = source.slice(0, source.size);
  if (source.size > heldLimit) return { md5: await digest(content), body: content };
  const body = new Uint8Array(
    await content.arrayBuffer().catch((error: unknown) => {
      throw new UnreadableSource({ cause: error });
    }),
  );
  return { md5: await md5Of(body), body };
}
