import type { IDBPObjectStore } from 'idb';
import type { FileOutcome } from '#lib/transfers/folder-state.ts';
import { apart, type JournalSchema, numberOf, openJournal } from './open-journal.ts';
import type { EndedTransfer, HistoryRecord, UploadRecord } from './upload-record.ts';

/** Transfers told in the history; older ones go. */
const historyLength = 500;
/** Files in all that folders of the history list in their receipts: some 200 MB. Older folders go. */
const historyFiles = 1_000_000;

/**
 * Remembers an upload as it stands, with files of a folder that are through since the last time: all or nothing. Rejects
 * where the browser has no room or no storage: uploads go on without it.
 */
export async function remember(record: UploadRecord, files: readonly FileOutcome[] = []): Promise<void> {
  const tx = (await openJournal()).transaction(['uploads', 'outcomes'], 'readwrite');
  const { id: upload } = record;

  async function addOutcomes(): Promise<void> {
    const outcomes = tx.objectStore('outcomes');
    // Behind those of every page before, whatever the computer's clock did meanwhile.
    const last = await outcomes.openKeyCursor(IDBKeyRange.bound([upload], [upload, []]), 'prev');
    const number = Number(last?.primaryKey[1].slice(0, 16) ?? 0) + 1;
    await outcomes.add({ upload, path: numberOf(number), files });
  }

  const writes: Promise<unknown>[] = [tx.objectStore('uploads').put(record)];
  if (files.length > 0) writes.push(addOutcomes());
  await Promise.all([...writes, tx.done]);
}

/** Remembers an upload that begins anew: of what the reservation before had brought `files` alone counts. */
export async function rememberAnew(record: UploadRecord, files: readonly FileOutcome[] = []): Promise<void> {
  const tx = (await openJournal()).transaction(['uploads', 'outcomes'], 'readwrite');
  const outcomes = tx.objectStore('outcomes');
  for (const key of await outcomes.index('upload').getAllKeys(record.id)) outcomes.delete(key);
  if (files.length > 0) outcomes.put({ upload: record.id, path: numberOf(1), files });
  tx.objectStore('uploads').put(record);
  await tx.done;
}

export async function recall(id: string): Promise<UploadRecord | undefined> {
  return (await openJournal()).get('uploads', id);
}

/** Uploads of this person that did not end. */
export async function recallAll(userId: string): Promise<UploadRecord[]> {
  const records = await (await openJournal()).getAll('uploads');
  return records.filter((record) => record.userId === userId);
}

/** Whether no upload of anybody is under way or interrupted in this browser. */
export async function remembersNothing(): Promise<boolean> {
  return (await openJournal()).count('uploads').then(
    (count) => count === 0,
    () => false,
  );
}

/** As they were remembered; of a file that was sent again there are several, the last one holds. */
export async function outcomesOf(upload: string): Promise<FileOutcome[]> {
  const together = await (await openJournal()).getAllFromIndex('outcomes', 'upload', upload);
  return together.flatMap(({ files }) => files);
}

/** Forgets an upload; with `ended` it goes into the history, as downloads do that were never in here. */
export async function forget(id: string, ended?: EndedTransfer): Promise<void> {
  const tx = (await openJournal()).transaction(['uploads', 'outcomes', 'history', 'receipts'], 'readwrite');
  const outcomes = tx.objectStore('outcomes');
  const keys = await outcomes.index('upload').getAllKeys(id);
  for (const key of keys) outcomes.delete(key);
  tx.objectStore('uploads').delete(id);
  if (ended) {
    const [history, receipts] = [tx.objectStore('history'), tx.objectStore('receipts')];
    const { record, receipt } = apart(ended);
    const last = await history.index('place').openKeyCursor(null, 'prev');
    receipts.put(receipt);
    await history.put({ ...record, place: (last?.key ?? 0) + 1 });
    const excess = (await history.count()) - historyLength;
    if (excess > 0)
      for (const key of await history.index('place').getAllKeys(null, excess)) {
        history.delete(key);
        receipts.delete(key);
      }
    if (record.fileCount > 1) await dropOldFolders(history, receipts);
  }
  await tx.done;
}

type Store<Name extends 'history' | 'receipts'> = IDBPObjectStore<
  JournalSchema,
  ('uploads' | 'outcomes' | 'history' | 'receipts')[],
  Name,
  'readwrite'
>;

async function dropOldFolders(history: Store<'history'>, receipts: Store<'receipts'>): Promise<void> {
  let files = 0;
  for (let at = await history.index('place').openCursor(null, 'prev'); at; at = await at.continue()) {
    const { id, fileCount } = at.value;
    if (fileCount > 1) files += fileCount;
    if (fileCount === 1 || files <= historyFiles) continue;
    receipts.delete(id);
    at.delete();
  }
}

/** Ended transfers of this person in a workspace, the newest first. */
export async function readHistory(userId: string, workspaceId: string): Promise<HistoryRecord[]> {
  const records = await (await openJournal()).getAllFromIndex('history', 'place');
  return records.filter((record) => record.userId === userId && record.workspaceId === workspaceId).reverse();
}

/** With all their files, for a receipt; those that the history does not have are left out. */
export async function readEnded(ids: readonly string[]): Promise<EndedTransfer[]> {
  const tx = (await openJournal()).transaction(['history', 'receipts']);
  const found = await Promise.all(
    ids.map(async (id) => {
      const [record, receipt] = await Promise.all([
        tx.objectStore('history').get(id),
        tx.objectStore('receipts').get(id),
      ]);
      return record && { ...record, files: receipt?.files ?? [] };
    }),
  );
  return found.flatMap((ended) => ended ?? []);
}

export async function clearHistory(userId: string, workspaceId: string): Promise<void> {
  const tx = (await openJournal()).transaction(['history', 'receipts'], 'readwrite');
  const history = tx.objectStore('history');
  for (const record of await history.getAll())
    if (record.userId === userId && record.workspaceId === workspaceId) {
      history.delete(record.id);
      tx.objectStore('receipts').delete(record.id);
    }
  await tx.done;
}
