import type { Download } from './downloads-store.ts';

/** Copies in the browser's own storage that a page keeps to hand over once more, in bytes. */
const mostBytes = 1024 * 1024 * 1024;

/**
 * Which downloads lose the copy they could be saved from again, the newest of `downloads` being the last: a page that is open
 * for weeks would fill the disk with what was saved elsewhere long ago. The newest keeps its own, whatever it weighs.
 */
export function copiesToLetGo(
  downloads: readonly (Pick<Download, 'id' | 'file' | 'total'> | undefined)[],
): string[] {
  const [newest, ...older] = downloads.flatMap((one) => (one?.file ? [one] : [])).reverse();
  let held = newest?.total ?? 0;
  return older.flatMap(({ id, total }) => {
    held += total;
    return held > mostBytes ? [id] : [];
  });
}
