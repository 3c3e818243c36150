import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { FileOutcome } from '#lib/transfers/folder-state.ts';
import { openerOf } from '../open-database.ts';
import type { EndedFile, EndedTransfer, HistoryRecord, UploadRecord } from './upload-record.ts';

export interface JournalSchema extends DBSchema {
  uploads: { key: string; value: UploadRecord };
  /**
   * Files of folders that are through, so that a resumed folder sends only the others; those of a moment together, as
   * each value costs the browser as much as a file does.
   */
  outcomes: {
    key: [string, string];
    /** `path` is the running number they were written under, of 16 digits. */
    value: { upload: string; path: string; files: readonly FileOutcome[] };
    indexes: { upload: string };
  };
  /** In the order of `place`, a running number: a clock that was set back says nothing of what came first. */
  history: { key: string; value: HistoryRecord & { place: number }; indexes: { place: number } };
  /** What a receipt lists, by the record of the history: apart from it, as a page of records would weigh a gigabyte. */
  receipts: { key: string; value: { id: string; files: EndedFile[] } };
}

export const openJournal = openerOf<JournalSchema>('sluice-uploads', 2, upgrade);

type Upgrade = IDBPTransaction<JournalSchema, StoreNames<JournalSchema>[], 'versionchange'>;

function upgrade(journal: IDBPDatabase<JournalSchema>, from: number, _to: number | null, tx: Upgrade): void {
  if (from < 1) {
    journal.createObjectStore('uploads', { keyPath: 'id' });
    journal.createObjectStore('outcomes', { keyPath: ['upload', 'path'] }).createIndex('upload', 'upload');
    journal.createObjectStore('history', { keyPath: 'id' }).createIndex(endedAt, endedAt);
  }
  if (from < 2) {
    journal.createObjectStore('receipts', { keyPath: 'id' });
    // What the browser has no room for undoes all of the upgrade, and opening rejects.
    Promise.all([moveFiles(tx), gatherOutcomes(tx)]).catch(() => undefined);
  }
}

/** What sorted the history before. */
const endedAt = 'endedAt' as never;

/** Before, a record of the history held its files. One at a time: all of them together may be too much for the memory. */
async function moveFiles(tx: Upgrade): Promise<void> {
  const [history, receipts] = [tx.objectStore('history'), tx.objectStore('receipts')];
  history.createIndex('place', 'place');
  let place = 0;
  for (let at = await history.index(endedAt).openCursor(); at; at = await at.continue()) {
    const { record, receipt } = apart(at.value as unknown as EndedTransfer);
    await Promise.all([at.update({ ...record, place: ++place }), receipts.put(receipt)]);
  }
  history.deleteIndex(endedAt);
}

/** Before all others, each file had a value of its own. */
async function gatherOutcomes(tx: Upgrade): Promise<void> {
  for (let at = await tx.objectStore('outcomes').openCursor(); at; at = await at.continue()) {
    if ('files' in at.value) continue;
    const { upload, ...outcome } = at.value as FileOutcome & { upload: string };
    const path = `${numberOf(0)} ${outcome.path}`;
    await Promise.all([at.delete(), tx.objectStore('outcomes').put({ upload, path, files: [outcome] })]);
  }
}

/** As outcomes are sorted by it. */
export function numberOf(n: number): string {
  return String(n).padStart(16, '0');
}

/** An ended transfer as it is kept: what the history shows, and what only the receipt lists. */
export function apart({ files, ...record }: EndedTransfer) {
  return { record: { ...record, fileCount: files.length }, receipt: { id: record.id, files } };
}
