import { createMd5 } from '#lib/transfers/md5/md5.ts';
import type { FileState } from './download-journal.ts';

const readBytes = 4 * 1024 * 1024;

/** Whether a file that was through is as it was saved: untouched since, or with the same bytes all the same. */
export async function isAsSaved(
  there: File,
  { outcome, modified }: Extract<FileState, { outcome: unknown }>,
  signal: AbortSignal,
): Promise<boolean> {
  if (there.size !== outcome.size) return false;
  if (modified === there.lastModified) return true;
  const hash = await createMd5();
  for (let at = 0; at < there.size; at += readBytes) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await there.slice(at, at + readBytes).arrayBuffer()));
  }
  return hash.digest() === outcome.md5;
}
