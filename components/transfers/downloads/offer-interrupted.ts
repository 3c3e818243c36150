import { showTray } from '#components/transfers/desk.ts';
import { type DownloadEntry, findEntry, listEntries, lockOf } from './download-journal.ts';
import { addDownload, findDownload } from './downloads-store.ts';
import { unmark } from './interrupted.ts';
import { downloadsFolder } from './opfs.ts';

/** A file that was handed over may still be copied by the browser for this long, in ms. */
const leftoverAge = 10 * 60_000;

/** Puts the downloads that an earlier page left into the tray, and clears what nobody will go on with. */
export async function offerInterrupted(): Promise<void> {
  const entries = await listEntries();
  for (const { id } of entries) void offerOnceFree(id);
  const left = await sweep(new Set(entries.map(({ id }) => id)), await heldLocks());
  if (entries.length === 0 && left === 0) unmark();
}

/** The page before this one, or another tab, may still be at it: then it is offered if that ends without finishing it. */
async function offerOnceFree(id: string): Promise<void> {
  await navigator.locks.request(lockOf(id), async () => {
    const entry = await findEntry(id);
    if (!entry || findDownload(id)) return;
    addDownload(interrupted(entry));
    showTray();
  });
}

function interrupted({ id, target, file, place, done }: DownloadEntry) {
  return {
    id,
    name: file.path,
    bytes: done,
    total: file.size,
    phase: { name: 'interrupted' },
    outcomes: [],
    startedAt: Date.now(),
    remembered: false,
    job: { kind: 'file', target, file, place },
  } as const;
}

async function heldLocks(): Promise<Set<string>> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return new Set([...held, ...pending].map(({ name }) => name ?? ''));
}

/** Deletes old copies in the browser's own storage; answers how many are left. */
async function sweep(wanted: ReadonlySet<string>, held: ReadonlySet<string>): Promise<number> {
  const folder = (await downloadsFolder()) as
    | (FileSystemDirectoryHandle & { values(): AsyncIterable<FileSystemHandle> })
    | undefined;
  if (!folder) return 0;
  let left = 0;
  for await (const handle of folder.values()) {
    const { name } = handle;
    const file = await (handle as FileSystemFileHandle).getFile();
    const old = Date.now() - file.lastModified > leftoverAge;
    if (old && !wanted.has(name) && !held.has(lockOf(name))) await folder.removeEntry(name);
    else left++;
  }
  return left;
}
