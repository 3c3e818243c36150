import type { ReserveFolder } from '#lib/transfers/folder-schema.ts';
import type { PortalAddress } from '#lib/transfers/portal-address.ts';
import type { TransferView } from '#lib/transfers/transfer-view.ts';
import type { ReserveUpload } from '#lib/transfers/upload-schema.ts';
import type { Choice } from '../journal/upload-record.ts';
import type { Pass } from './passes.ts';

/** A file as it was picked; `path` is its place in a folder, or its own name. */
export interface PickedFile {
  path: string;
  file: File;
}

/** What is to go on with. */
export interface ChosenAgain {
  files: readonly PickedFile[];
  /** The name of the folder they are in, where one was chosen. */
  folder?: string | undefined;
}

/** An upload that a person wants begun. */
export type NewUpload = {
  userId: string;
  portal: PortalAddress;
  name: string;
  label: string;
  batch: string;
} & (
  | { kind: 'file'; asked: ReserveUpload; file: File; handle?: FileSystemFileHandle | undefined }
  | {
      kind: 'folder';
      asked: ReserveFolder;
      files: PickedFile[];
      handle?: FileSystemDirectoryHandle | undefined;
    }
);

/** To the transfer worker. `call` tells answers apart. */
export type ToWorker =
  /** Loads what the first upload needs. */
  | { type: 'warm' }
  | { type: 'begin'; call: number; upload: NewUpload }
  /** Goes on with an upload of a page that is gone, or with a file chosen again. */
  | ({ type: 'go-on'; call: number; id: string; handle?: FileSystemHandle | undefined } & ChosenAgain)
  /** `go-without`: ends with what is through of a folder. */
  | { type: 'pause' | 'resume' | 'cancel' | 'retry' | 'go-without'; id: string }
  /** Cancels an upload of a page that is gone. */
  | { type: 'discard'; call: number; id: string }
  | { type: 'resolve'; id: string; choice: Choice }
  /** The way to the frame that was asked for. */
  | { type: 'frame'; port: MessagePort }
  /** What a link to a request for data needs to be asked with; kept in memory alone. */
  | { type: 'pass'; requestId: string; pass: Pass };

export type FromWorker =
  | { type: 'view'; view: TransferView }
  | Settled
  /** Whether the journal holds an upload of anybody. */
  | { type: 'nothing-left' }
  | { type: 'something-left' }
  /** Asks the page for a frame at this address, which a worker cannot open. */
  | { type: 'frame'; url: string }
  | {
      type: 'answer';
      call: number;
      error?: { code: string; message: string; details: Record<string, unknown> };
    };

/** An upload that is over is in the history by now, unless the browser had no room for that. */
type Settled = { type: 'settled'; id: string };

/** Between tabs: what one shows, and the question of a new tab. */
export type BetweenTabs = { type: 'view'; view: TransferView } | Settled | { type: 'ask' };

export const tabsChannel = 'sluice-transfers';

/** The Web Lock that whoever runs an upload holds: one engine at a time. */
export function lockName(id: string): string {
  return `sluice-upload-${id}`;
}
