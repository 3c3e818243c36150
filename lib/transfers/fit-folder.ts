import { filesAtOnce } from './folder-limits.ts';
import type { FolderExtent } from './folder-ports.ts';
import type { FolderRun } from './folder-run.ts';
import { withRetry } from './with-retry.ts';

export interface Fit extends FolderExtent {
  /** Those that are through. */
  through: ReadonlySet<string>;
  /** Those that the folder has by now, or is to go on with. */
  present: ReadonlySet<string>;
}

/**
 * Brings what the portal knows of a folder in line with what it is by now: what was named before and is neither through
 * nor present is left out. Throws what the portal refuses with.
 */
export async function fitFolder(run: FolderRun, { fileCount, size, through, present }: Fit): Promise<void> {
  const { ports, signal } = run;
  const ask = <T>(question: () => Promise<T>) => withRetry(ports, signal, run.onPause(undefined), question);
  const known = await ask(() => ports.portal.described(signal));
  const isSame = known.fileCount === fileCount && known.size === size;
  const isOver = (path: string) => !through.has(path) && !present.has(path);
  let leaveOut = known.open.filter(isOver);
  if (leaveOut.length === 0 && isSame) return;
  // More arrived than a page before this one lived to note: what is gone of that would be one file too many.
  if (known.namedCount - known.open.length > through.size)
    leaveOut = (await ask(() => ports.portal.named(signal))).filter(isOver);
  let rest = leaveOut;
  do {
    const [now, later] = [rest.slice(0, filesAtOnce), rest.slice(filesAtOnce)];
    // The portal takes no number below that of the files it still has.
    const extent = { fileCount: fileCount + later.length, size, leaveOut: now };
    await ask(() => ports.portal.change(extent, signal));
    rest = later;
  } while (rest.length > 0);
}
