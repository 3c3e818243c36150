import type { FolderEvent, FolderState } from '#lib/transfers/folder-state.ts';
import { initialFolder, reduceFolder } from '#lib/transfers/folder-state.ts';
import type { HeldKey } from '#lib/transfers/key-keeper.ts';
import {
  initialTransfer,
  reduceTransfer,
  type TransferEvent,
  type TransferState,
} from '#lib/transfers/transfer-state.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import type { PickedFile } from './messages.ts';

interface JobBase {
  /** Its run may be stopped by this; undefined while none runs. */
  stop: AbortController | undefined;
  /** What was asked for while a pause still wound the run down. */
  wish: 'cancel' | 'go-on' | undefined;
  /** The portal has closed the upload: only a new reservation leads on. */
  closed: boolean;
  /** Its file or folder was chosen again: other bytes than storage holds mean that it is another one, or has changed. */
  chosenAgain: boolean;
  /** The journal could not take it. */
  forgetful: boolean;
  /** Lets go of the lock that makes this tab the one that runs it. */
  release: () => void;
}

export interface FileJob extends JobBase {
  kind: 'file';
  record: FileRecord;
  file: File;
  state: TransferState;
  key: HeldKey | undefined;
  /** What storage holds is still to be asked, and the file held against it, before it goes on. */
  resumed: boolean;
}

export interface FolderJob extends JobBase {
  kind: 'folder';
  record: FolderRecord;
  files: readonly PickedFile[];
  state: FolderState;
  /** Paths that are through. */
  through: Set<string>;
  /** Paths it goes on without. */
  leaveOut: readonly string[];
}

/** One upload that this tab runs. */
export type Job = FileJob | FolderJob;

type Fresh<J extends Job> = Omit<
  J,
  'stop' | 'wish' | 'closed' | 'forgetful' | 'state' | 'chosenAgain' | 'leaveOut'
>;

const fresh = { stop: undefined, wish: undefined, closed: false, forgetful: false };

export function newFileJob(job: Fresh<FileJob>): FileJob {
  return { ...fresh, ...job, chosenAgain: job.resumed, state: initialTransfer(job.record.size) };
}

export function newFolderJob(job: Fresh<FolderJob>): FolderJob {
  return {
    ...fresh,
    ...job,
    chosenAgain: false,
    leaveOut: [],
    state: initialFolder(job.record.fileCount, job.record.size),
  };
}

/** The events both kinds know. */
export type SharedEvent = Extract<
  TransferEvent,
  { type: 'queued' | 'paused' | 'cancelled' | 'failed' | 'conflict' | 'done' }
>;

export function applyTo(job: Job, event: TransferEvent | FolderEvent): void {
  if (job.kind === 'file') job.state = reduceTransfer(job.state, event as TransferEvent);
  else job.state = reduceFolder(job.state, event as FolderEvent);
}
