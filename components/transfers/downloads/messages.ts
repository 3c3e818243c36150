import type { ReadTarget } from '#components/transfers/read-target.ts';
import type { StoredFile } from '#lib/transfers/download/ports.ts';

/** Where a file goes: the browser's own storage, to be handed over when it is verified, or the place that was picked. */
export type Place = { kind: 'own' } | { kind: 'picked'; handle: FileSystemFileHandle };

export interface VersionOfFiles {
  workspaceId: string;
  datasetId: string;
  n: number;
}

interface ManyFiles {
  version: VersionOfFiles;
  files: readonly StoredFile[];
}

/**
 * What the worker is to do. `url` is a key that was asked for just now; it is kept nowhere. `userId` is who began it, where
 * somebody is signed in: to nobody else it is offered again.
 */
export type Job = { userId?: string } & (
  | { kind: 'file'; target: ReadTarget; file: StoredFile; place: Place; url?: string }
  | ({ kind: 'zip'; place: Place; name: string; createdAt: string } & ManyFiles)
  /** `folder` is the one that was picked; the files go into one called `home` within it, which the worker makes. */
  | ({ kind: 'folder'; folder: FileSystemDirectoryHandle; name: string; home?: string } & ManyFiles)
);

export type ToDownloader =
  /** `goesOn`: from what the journal has of it, which is gone where another tab has ended it. */
  | { type: 'start'; id: string; job: Job; goesOn: boolean }
  | { type: 'pause'; id: string }
  | { type: 'cancel'; id: string };

/** How one file of a download ended, as a receipt lists it. */
export interface FileOutcome {
  path: string;
  size: number;
  md5: string | null;
  /** False where no hash was stored to compare with. */
  verified: boolean;
  seconds: number;
  /** Why it failed; absent where it is there. */
  reason?: string;
}

export type FromDownloader = { id: string } /** `ended` are files since the last such message. */ & (
  | { type: 'moved'; bytes: number | undefined; ended: readonly FileOutcome[] }
  | { type: 'waiting'; reason: string; forMs: number | undefined }
  | { type: 'paused' | 'cancelled' }
  /** With a file of the browser's own storage to hand over, where that is where it went. */
  | { type: 'done'; file?: File }
  /** `elsewhere`: another tab has ended it, so that what it left here is not this download's any more. */
  | { type: 'failed'; reason: string; elsewhere?: boolean }
);

/** To the other tabs: this download goes on here, under its lock. */
export interface BetweenTabs {
  taken: string;
}
