import { createExternalStore } from '#components/ui/external-store.ts';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import type { Picked } from './picked.ts';

/** What the upload dialog is asked for: files to begin with, and the dataset that gets a new version. */
export interface UploadRequest {
  files: readonly Picked[];
  dataset?: { id: string; name: string; dataTypeId: DataTypeId; fileCount: number } | undefined;
}

interface Desk {
  /** The dialog is open for this. */
  request: UploadRequest | null;
  /** Some transfer was begun on this page, or is remembered, so the tray is there. */
  tray: boolean;
  /** Who is signed in, where a page of a workspace told. */
  userId: string | undefined;
}

/** What the server renders. */
export const emptyDesk: Desk = { request: null, tray: false, userId: undefined };

/** The only part of transfers that is loaded with every page: what is wanted on the screen. */
export const desk = createExternalStore<Desk>(emptyDesk);

export function openUpload(request: Partial<UploadRequest> = {}): void {
  desk.set({ ...desk.get(), request: { files: [], ...request } });
}

/** Files dropped on the window: they join those of an open dialog. */
export function dropFiles(files: readonly Picked[]): void {
  const { request } = desk.get();
  openUpload({ ...request, files: [...(request?.files ?? []), ...files] });
}

export function closeUpload(): void {
  desk.set({ ...desk.get(), request: null });
}

export function showTray(): void {
  if (!desk.get().tray) desk.set({ ...desk.get(), tray: true });
}

export function noteUser(userId: string | undefined): void {
  if (desk.get().userId !== userId) desk.set({ ...desk.get(), userId });
}

const marker = 'sluice.transfers';

/**
 * Notes that this browser may remember uploads, so that only then a page looks for them. Another time is noted each time,
 * as other tabs hear of changes alone.
 */
export function noteUploads(some: boolean): void {
  try {
    if (some) localStorage.setItem(marker, String(Date.now()));
    else localStorage.removeItem(marker);
  } catch {
    // Without storage nothing is remembered either.
  }
}

/** `tell` is called once another tab notes so. Answers how to stop. */
export function onUploadsElsewhere(tell: () => void): () => void {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === marker && newValue !== null) tell();
  };
  addEventListener('storage', hear);
  return () => removeEventListener('storage', hear);
}

export function mayHaveUploads(): boolean {
  try {
    return localStorage.getItem(marker) !== null;
  } catch {
    return false;
  }
}
