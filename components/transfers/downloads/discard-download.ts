import { folderPaths } from '#lib/transfers/download/folder-paths.ts';
import { findJob, forgetJob, lockOf, statesOf } from './download-journal.ts';
import { removePicked } from './file-sinks.ts';
import { removeIn } from './folder-places.ts';
import { doneOf } from './job-record.ts';
import { downloadsFolder } from './opfs.ts';

/**
 * Deletes what has come of a download that is given up while nobody runs it; where another tab does, nothing happens.
 * Whole files of a folder stay.
 */
export async function discardDownload(id: string): Promise<void> {
  await navigator.locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
    if (lock) await discardHeld(id);
  });
}

/** The same for whoever holds its lock. */
export async function discardHeld(id: string): Promise<void> {
  try {
    const job = await findJob(id);
    if (job?.kind === 'folder') {
      const states = await statesOf(id);
      const home = await job.folder.getDirectoryHandle(job.home ?? '');
      const places = folderPaths(job.files.map(({ path }) => path));
      for (const [index, state] of states)
        if ('done' in state) await removeIn(home, places[index] ?? []).catch(() => {});
    } else if (job?.place.kind === 'picked') await discardPicked(id, job.place.handle);
    else if (job) await (await downloadsFolder())?.removeEntry(id);
  } catch {
    // It was moved away meanwhile.
  }
  await forgetJob(id).catch(() => {});
}

/** Before anything took its place, a file that was there is as it was. */
async function discardPicked(id: string, handle: FileSystemFileHandle): Promise<void> {
  const state = (await statesOf(id)).get(0);
  if (doneOf(state) > 0 || (await handle.getFile()).size === 0) await removePicked(handle);
}
