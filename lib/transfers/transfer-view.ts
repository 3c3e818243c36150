import { SluiceError } from '#lib/errors.ts';
import { type FileOutcome, type FolderState, sentFolderBytes } from './folder-state.ts';
import { DifferentFile, type Listed, UnreadableSource } from './ports.ts';
import { sentBytes, type TransferState } from './transfer-state.ts';

export type TransferOutcome = 'uploaded' | 'failed' | 'cancelled';

/** A phase as it is shown, in plain data: it crosses from the worker to the page and to other tabs. */
export type ViewPhase =
  | { name: 'queued' | 'uploading' | 'paused' | 'committing' | 'confirming' | 'cancelled' }
  /** `retryAt`: Unix ms by the monotonic clock; undefined while it waits for the network. */
  | { name: 'waiting'; retryAt: number | undefined; reason: string }
  | { name: 'done'; listed: Listed }
  /** `file`: only choosing the file again leads on. */
  | { name: 'failed'; reason: string; needs: 'retry' | 'file' }
  /** The dataset that has the name, where the portal tells. */
  | { name: 'conflict'; reason: string; datasetId: string | undefined }
  /** Begun in a page that is gone; `handle`: the browser still knows the file. */
  | { name: 'interrupted'; handle: boolean };

/** One upload as pages show it. */
export interface TransferView {
  readonly id: string;
  /** Whose it is: who is signed in, or came by a link; shown to nobody else. */
  readonly userId: string;
  /** Empty where it is sent to a request for data. */
  readonly workspaceId: string;
  /** The link to receive data it is sent by; undefined where it goes into a workspace. */
  readonly requestId: string | undefined;
  readonly kind: 'file' | 'folder';
  /** The file's or the folder's own name. */
  readonly label: string;
  /** The name it has, or will have, as a dataset. */
  readonly name: string;
  /** A description was typed for it; a new version of another dataset leaves that out. */
  readonly described: boolean;
  /** Uploads begun while others ran share a batch: the tray's totals are over one. */
  readonly batch: string;
  readonly phase: ViewPhase;
  readonly size: number;
  readonly sent: number;
  /** Unix ms. */
  readonly startedAt: number;
  /** Of a folder. */
  readonly files: FolderCounts | undefined;
  /** The browser had no room to remember it: it ends with the page. */
  readonly forgetful: boolean;
}

export interface FolderCounts {
  readonly count: number;
  readonly done: number;
  readonly unchanged: number;
  readonly failedCount: number;
  /** The first hundred. */
  readonly failed: readonly FileOutcome[];
  /** It goes on without so many. */
  readonly leftOut: number;
  /** How many it had before it was chosen again, where that is another number. */
  readonly countBefore: number | undefined;
}

/**
 * Whether a folder that failed can be ended with what is through: all else was tried, and failed by itself. Where the whole
 * was refused meanwhile there is more that was never tried, of which nobody said that it may be missing.
 */
export function canGoWithoutFailed({ count, done, failedCount }: FolderCounts): boolean {
  return done > 0 && failedCount > 0 && done + failedCount === count;
}

/** What changes of a view while its upload runs. `timeOrigin`: Unix ms of `Clock.now()` 0. */
export function progressOf(
  state: TransferState | FolderState,
  timeOrigin: number,
): Pick<TransferView, 'phase' | 'size' | 'sent' | 'files'> {
  const phase = viewPhase(state.phase, timeOrigin);
  if (!('fileCount' in state)) return { phase, size: state.size, sent: sentBytes(state), files: undefined };
  const { fileCount: count, done, unchanged, failedCount, failed, leftOut, countBefore } = state;
  return {
    phase,
    size: state.size,
    sent: phase.name === 'done' && failedCount === 0 ? state.size : sentFolderBytes(state),
    files: { count, done, unchanged, failedCount, failed, leftOut, countBefore },
  };
}

function viewPhase(phase: TransferState['phase'], timeOrigin: number): ViewPhase {
  switch (phase.name) {
    case 'waiting': {
      const { retryAt, reason } = phase;
      return { name: 'waiting', retryAt: retryAt === undefined ? undefined : timeOrigin + retryAt, reason };
    }
    case 'failed': {
      const gone = phase.error instanceof UnreadableSource || phase.error instanceof DifferentFile;
      return { name: 'failed', reason: phase.reason, needs: gone ? 'file' : 'retry' };
    }
    case 'conflict': {
      const datasetId = phase.error instanceof SluiceError ? phase.error.details.datasetId : undefined;
      return {
        name: 'conflict',
        reason: phase.reason,
        datasetId: typeof datasetId === 'string' ? datasetId : undefined,
      };
    }
    case 'done':
      return { name: 'done', listed: phase.listed };
    default:
      return { name: phase.name };
  }
}

export function isRunning({ phase }: Pick<TransferView, 'phase'>): boolean {
  return ['queued', 'uploading', 'waiting', 'committing', 'confirming'].includes(phase.name);
}

/** Whether leaving the page stops something that was moving, or loses what the browser does not remember. */
export function isAtStake(view: Pick<TransferView, 'phase' | 'forgetful'>): boolean {
  return isRunning(view) || (view.forgetful && ['paused', 'conflict', 'failed'].includes(view.phase.name));
}
