import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import type { Progress, StoredFile } from '#lib/transfers/download/ports.ts';
import type { Place } from './messages.ts';

/** What going on with a file after the page is gone takes. It holds no key and no address. */
export interface DownloadEntry extends Progress {
  id: string;
  target: ReadTarget;
  file: StoredFile;
  place: Place;
}

interface DownloadsSchema extends DBSchema {
  downloads: { key: string; value: DownloadEntry };
}

let opened: Promise<IDBPDatabase<DownloadsSchema>> | undefined;

function open(): Promise<IDBPDatabase<DownloadsSchema>> {
  opened ??= openDB<DownloadsSchema>('sluice-downloads', 1, {
    upgrade: (database) => void database.createObjectStore('downloads', { keyPath: 'id' }),
  });
  return opened;
}

export async function saveEntry(entry: DownloadEntry): Promise<void> {
  await (await open()).put('downloads', entry);
}

export async function findEntry(id: string): Promise<DownloadEntry | undefined> {
  return (await open()).get('downloads', id);
}

export async function listEntries(): Promise<DownloadEntry[]> {
  return (await open()).getAll('downloads');
}

export async function forgetEntry(id: string): Promise<void> {
  await (await open()).delete('downloads', id);
}

/** Held by whoever works on the download, so that no other tab takes it up. */
export function lockOf(id: string): string {
  return `sluice-download-${id}`;
}
