import { filesAtOnce } from './folder-limits.ts';
import type { FolderExtent } from './folder-ports.ts';
import type { FolderRun } from './folder-run.ts';
import { withRetry } from './with-retry.ts';

export interface Fit extends FolderExtent {
  /** Of those named to the portal before, which the version is to be without. */
  leaveOut: readonly string[];
  /** The folder was chosen again: what is no longer in it, and has not arrived, is left out. */
  present: ReadonlySet<string> | undefined;
}

/** Brings what the portal knows of a folder in line with what it is by now. Throws what the portal refuses with. */
export async function fitFolder(run: FolderRun, fit: Fit): Promise<void> {
  const { ports, signal } = run;
  const { fileCount, size, present } = fit;
  const ask = <T>(question: () => Promise<T>) => withRetry(ports, signal, run.onPause(undefined), question);
  const known = await ask(() => ports.portal.described(signal));
  const unwanted = new Set(fit.leaveOut);
  const leaveOut = known.open.filter((path) => unwanted.has(path) || (present && !present.has(path)));
  if (leaveOut.length === 0 && known.fileCount === fileCount && known.size === size) return;
  let rest = leaveOut;
  do {
    const [now, later] = [rest.slice(0, filesAtOnce), rest.slice(filesAtOnce)];
    // The portal takes no number below that of the files it still has.
    const extent = { fileCount: fileCount + later.length, size, leaveOut: now };
    await ask(() => ports.portal.change(extent, signal));
    rest = later;
  } while (rest.length > 0);
}
