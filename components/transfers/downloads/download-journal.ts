import type { DBSchema } from 'idb';
import { openerOf } from '../open-database.ts';
import type { FileOutcome, Job } from './messages.ts';

/** What going on after the page is gone takes. It holds no key and no address. */
export type KeptJob = WithoutKey<Job>;
type WithoutKey<T> = T extends unknown ? Omit<T, 'url'> : never;

/** How far the only file, the zip, or one file of a folder has come. */
export type FileState =
  /** The zip has no hash of its own: its files have. `modified` is what `File.lastModified` was then. */
  | { done: number; hash?: Uint8Array | undefined; modified?: number }
  | { outcome: FileOutcome; modified?: number };

interface DownloadsSchema extends DBSchema {
  jobs: { key: string; value: { id: string; job: KeptJob } };
  states: { key: [id: string, index: number]; value: { id: string; index: number; state: FileState } };
}

const open = openerOf<DownloadsSchema>('sluice-downloads', 2, (database) => {
  // Before the first release it had other stores.
  for (const name of database.objectStoreNames) database.deleteObjectStore(name);
  database.createObjectStore('jobs', { keyPath: 'id' });
  database.createObjectStore('states', { keyPath: ['id', 'index'] });
});

export async function keepJob(id: string, job: KeptJob): Promise<void> {
  await (await open()).put('jobs', { id, job });
}

export async function findJob(id: string): Promise<KeptJob | undefined> {
  return (await (await open()).get('jobs', id))?.job;
}

export async function listJobs(): Promise<string[]> {
  return (await open()).getAllKeys('jobs');
}

/** @param states by the file's place in the job, from 0 */
export async function saveStates(id: string, states: ReadonlyMap<number, FileState>): Promise<void> {
  const change = (await open()).transaction('states', 'readwrite');
  for (const [index, state] of states) void change.store.put({ id, index, state });
  await change.done;
}

export async function statesOf(id: string): Promise<Map<number, FileState>> {
  const rows = await (await open()).getAll('states', allOf(id));
  return new Map(rows.map(({ index, state }) => [index, state]));
}

export async function forgetJob(id: string): Promise<void> {
  const change = (await open()).transaction(['jobs', 'states'], 'readwrite');
  void change.objectStore('jobs').delete(id);
  void change.objectStore('states').delete(allOf(id));
  await change.done;
}

function allOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
}

/** Held by whoever works on the download, so that no other tab takes it up. */
export function lockOf(id: string): string {
  return `sluice-download-${id}`;
}

/** Held by the page that may hand over once more what has come, so that no other tab sweeps it away. */
export function copyLockOf(id: string): string {
  return `sluice-copy-${id}`;
}

/** Where a tab that takes a download up tells the others so. */
export const downloadsChannel = 'sluice-downloads';
