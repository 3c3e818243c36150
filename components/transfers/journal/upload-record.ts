import type { ReserveFolder } from '#lib/transfers/folder-schema.ts';
import type { FileOutcome } from '#lib/transfers/folder-state.ts';
import type { PortalAddress } from '#lib/transfers/portal-address.ts';
import type { HashedPart, Receipt } from '#lib/transfers/ports.ts';
import type { TransferOutcome } from '#lib/transfers/transfer-view.ts';
import type { ReserveUpload } from '#lib/transfers/upload-schema.ts';

/** A way on after a name conflict. */
export type Choice = { name: string } | { datasetId: string };

interface RecordBase {
  /** The transfer's own id, in this browser. */
  id: string;
  /** At the portal; a reservation made anew gets another one. */
  uploadId: string;
  /** Whose it is: somebody else signed in here does not see it. */
  userId: string;
  portal: PortalAddress;
  /** The name it will have as a dataset. */
  name: string;
  /** The file's or the folder's own name. */
  label: string;
  size: number;
  /** Unix ms. */
  startedAt: number;
  batch: string;
  choice?: Choice;
}

export interface FileRecord extends RecordBase {
  kind: 'file';
  asked: ReserveUpload;
  lastModified: number;
  blockSize: number;
  blockCount: number;
  hashed?: HashedPart;
  /** Set once storage has the whole blob: only the confirm is left, and no file is needed. */
  receipt?: Receipt;
  /** Where the browser can keep one: then a click goes on. */
  handle?: FileSystemFileHandle;
}

export interface FolderRecord extends RecordBase {
  kind: 'folder';
  asked: ReserveFolder;
  fileCount: number;
  handle?: FileSystemDirectoryHandle;
}

/** What the browser remembers of an upload under way; never a key (SAS). */
export type UploadRecord = FileRecord | FolderRecord;

/** How one file came out, as a receipt lists it. */
export type EndedFile = Omit<FileOutcome, 'outcome'> & { outcome: FileOutcome['outcome'] | 'downloaded' };

/** An upload or a download that is over, as the history shows it. */
export interface HistoryRecord {
  id: string;
  userId: string;
  workspaceId: string;
  batch: string;
  label: string;
  name: string;
  /** Absent: an upload. */
  direction?: 'down';
  outcome: TransferOutcome | 'downloaded';
  reason: string | undefined;
  datasetId: string | undefined;
  version: number | undefined;
  size: number;
  startedAt: number;
  endedAt: number;
  fileCount: number;
}

/** The same with each of its files: what a receipt is made of. */
export interface EndedTransfer extends Omit<HistoryRecord, 'fileCount'> {
  files: EndedFile[];
}
