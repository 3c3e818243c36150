import { desk, showTray } from '#components/transfers/desk.ts';
import { sizeOf } from '#lib/transfers/download/size-of.ts';
import { zipLength } from '#lib/transfers/download/zip-files.ts';
import { lastName } from '#lib/transfers/file-path.ts';
import {
  copyLockOf,
  downloadsChannel,
  type FileState,
  findJob,
  type KeptJob,
  listJobs,
  lockOf,
  statesOf,
} from './download-journal.ts';
import { addDownload, findDownload, removeDownloads } from './downloads-store.ts';
import { unmark } from './interrupted.ts';
import type { BetweenTabs } from './messages.ts';
import { downloadsFolder } from './opfs.ts';

/** A file that was handed over may still be copied by the browser for this long, in ms. */
const leftoverAge = 10 * 60_000;

let tabs: BroadcastChannel | undefined;

/** Puts the downloads that an earlier page left into the tray, and clears what nobody will go on with. */
export async function offerInterrupted(): Promise<void> {
  watchTabs();
  const ids = await listJobs();
  // One that cannot be read now is offered by the next page.
  for (const id of ids) offerOnceFree(id).catch(() => {});
  const left = await sweepCopies(ids);
  if (ids.length === 0 && left === 0) unmark();
}

/** What another tab takes up goes from the tray here from now on, and comes back if that tab does not finish it. */
export function watchTabs(): void {
  if (tabs) return;
  tabs = new BroadcastChannel(downloadsChannel);
  tabs.addEventListener('message', ({ data: { taken } }: MessageEvent<BetweenTabs>) => {
    const shown = findDownload(taken);
    if (!shown || !['interrupted', 'paused', 'failed'].includes(shown.phase.name)) return;
    removeDownloads(({ id }) => id === taken);
    offerOnceFree(taken).catch(() => {});
  });
}

/** The page before this one, or another tab, may still be at it: then it is offered if that ends without finishing it. */
async function offerOnceFree(id: string): Promise<void> {
  const userId = (await findJob(id))?.userId;
  if (userId !== undefined && userId !== (await whoIsHere())) return;
  await navigator.locks.request(lockOf(id), async () => {
    const job = await findJob(id);
    if (!job || findDownload(id)) return;
    addDownload({
      ...{ id, job, ...shownOf(job), bytes: bytesOf(await statesOf(id)) },
      ...{ phase: { name: 'interrupted' }, outcomes: [], startedAt: Date.now(), remembered: false },
    });
    showTray();
  });
}

/** Who is signed in, once a page of a workspace tells. */
function whoIsHere(): Promise<string> {
  return new Promise((resolve) => {
    const look = () => {
      const { userId } = desk.get();
      if (userId === undefined) return;
      stop();
      resolve(userId);
    };
    const stop = desk.subscribe(look);
    look();
  });
}

function shownOf(job: KeptJob): { name: string; total: number } {
  if (job.kind === 'file') return { name: lastName(job.file.path), total: job.file.size };
  const { name, files } = job;
  return { name, total: job.kind === 'zip' ? zipLength(files) : sizeOf(files) };
}

function bytesOf(states: ReadonlyMap<number, FileState>): number {
  let bytes = 0;
  for (const state of states.values()) bytes += 'outcome' in state ? state.outcome.size : state.done;
  return bytes;
}

async function heldLocks(): Promise<Set<string>> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return new Set([...held, ...pending].map(({ name }) => name ?? ''));
}

/** Deletes old copies in the browser's own storage that no tab needs any more; answers how many are left. */
export async function sweepCopies(jobs: readonly string[]): Promise<number> {
  const [wanted, held] = [new Set(jobs), await heldLocks()];
  const folder = (await downloadsFolder()) as
    | (FileSystemDirectoryHandle & { values(): AsyncIterable<FileSystemHandle> })
    | undefined;
  if (!folder) return 0;
  let left = 0;
  for await (const handle of folder.values()) {
    const { name } = handle;
    const file = await (handle as FileSystemFileHandle).getFile();
    const old = Date.now() - file.lastModified > leftoverAge;
    const isHeld = held.has(lockOf(name)) || held.has(copyLockOf(name));
    if (old && !wanted.has(name) && !isHeld) await folder.removeEntry(name);
    else left++;
  }
  return left;
}
