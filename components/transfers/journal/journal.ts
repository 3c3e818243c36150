import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FileOutcome } from '#lib/transfers/folder-state.ts';
import type { HistoryRecord, UploadRecord } from './upload-record.ts';

interface JournalSchema extends DBSchema {
  uploads: { key: string; value: UploadRecord };
  /**
   * Files of folders that are through, so that a resumed folder sends only the others; those of a moment together, as
   * each value costs the browser as much as a file does.
   */
  outcomes: {
    key: [string, string];
    /** `path` tells when they were written, and sorts them. A tab of an earlier release writes a value for each file. */
    value:
      | { upload: string; path: string; files: readonly FileOutcome[] }
      | (FileOutcome & { upload: string });
    indexes: { upload: string };
  };
  history: { key: string; value: HistoryRecord; indexes: { endedAt: number } };
}

/** Transfers told in the history; older ones go. */
const historyLength = 500;

let opened: Promise<IDBPDatabase<JournalSchema>> | undefined;

function open(): Promise<IDBPDatabase<JournalSchema>> {
  opened ??= openDB<JournalSchema>('sluice-uploads', 1, {
    upgrade(db) {
      db.createObjectStore('uploads', { keyPath: 'id' });
      db.createObjectStore('outcomes', { keyPath: ['upload', 'path'] }).createIndex('upload', 'upload');
      db.createObjectStore('history', { keyPath: 'id' }).createIndex('endedAt', 'endedAt');
    },
    terminated() {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

let lastStamp = 0;

/**
 * Remembers an upload as it stands, with files of a folder that are through since the last time: all or nothing. Rejects
 * where the browser has no room or no storage: uploads go on without it.
 */
export async function remember(record: UploadRecord, files: readonly FileOutcome[] = []): Promise<void> {
  const tx = (await open()).transaction(['uploads', 'outcomes'], 'readwrite');
  const writes: Promise<unknown>[] = [tx.objectStore('uploads').put(record)];
  if (files.length > 0) {
    // Later than the one before, whatever the computer's clock does.
    lastStamp = Math.max(Date.now(), lastStamp + 1);
    const path = `${String(lastStamp).padStart(16, '0')} ${crypto.randomUUID()}`;
    writes.push(tx.objectStore('outcomes').add({ upload: record.id, path, files }));
  }
  await Promise.all([...writes, tx.done]);
}

/** Remembers an upload that begins anew: what the reservation before had brought counts no more. */
export async function rememberAnew(record: UploadRecord): Promise<void> {
  const tx = (await open()).transaction(['uploads', 'outcomes'], 'readwrite');
  const outcomes = tx.objectStore('outcomes');
  for (const key of await outcomes.index('upload').getAllKeys(record.id)) outcomes.delete(key);
  tx.objectStore('uploads').put(record);
  await tx.done;
}

export async function recall(id: string): Promise<UploadRecord | undefined> {
  return (await open()).get('uploads', id);
}

/** Uploads of this person that did not end. */
export async function recallAll(userId: string): Promise<UploadRecord[]> {
  const records = await (await open()).getAll('uploads');
  return records.filter((record) => record.userId === userId);
}

/** Whether no upload of anybody is under way or interrupted in this browser. */
export async function remembersNothing(): Promise<boolean> {
  return (await open()).count('uploads').then(
    (count) => count === 0,
    () => false,
  );
}

/** As they were remembered; of a file that was sent again there are several, the last one holds. */
export async function outcomesOf(upload: string): Promise<FileOutcome[]> {
  const together = await (await open()).getAllFromIndex('outcomes', 'upload', upload);
  return together.flatMap((value) => ('files' in value ? value.files : value));
}

/** Forgets an upload; with `ended` it goes into the history, as downloads do that were never in here. */
export async function forget(id: string, ended?: HistoryRecord): Promise<void> {
  const tx = (await open()).transaction(['uploads', 'outcomes', 'history'], 'readwrite');
  const outcomes = tx.objectStore('outcomes');
  const keys = await outcomes.index('upload').getAllKeys(id);
  for (const key of keys) outcomes.delete(key);
  tx.objectStore('uploads').delete(id);
  if (ended) {
    const history = tx.objectStore('history');
    await history.put(ended);
    const excess = (await history.count()) - historyLength;
    if (excess > 0)
      for (const key of await history.index('endedAt').getAllKeys(null, excess)) history.delete(key);
  }
  await tx.done;
}

/** Ended transfers of this person in a workspace, the newest first. */
export async function readHistory(userId: string, workspaceId: string): Promise<HistoryRecord[]> {
  const records = await (await open()).getAllFromIndex('history', 'endedAt');
  return records.filter((record) => record.userId === userId && record.workspaceId === workspaceId).reverse();
}

export async function readEnded(ids: readonly string[]): Promise<HistoryRecord[]> {
  const db = await open();
  const found = await Promise.all(ids.map((id) => db.get('history', id)));
  return found.flatMap((record) => record ?? []);
}

export async function clearHistory(userId: string, workspaceId: string): Promise<void> {
  const tx = (await open()).transaction('history', 'readwrite');
  for (const record of await tx.store.getAll())
    if (record.userId === userId && record.workspaceId === workspaceId) tx.store.delete(record.id);
  await tx.done;
}
