import type { Job } from './messages.ts';

/** The pickers of the File System Access API, which TypeScript does not know. */
interface Pickers {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: { mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

interface Permitted {
  requestPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
}

const pickers = () => globalThis as unknown as Pickers;

export function canPickFolder(): boolean {
  return Boolean(pickers().showDirectoryPicker);
}

/** Where the person wants the file; 'closed' where they do not, undefined where nobody can be asked. */
export async function pickFile(name: string): Promise<FileSystemFileHandle | 'closed' | undefined> {
  return pick(() => pickers().showSaveFilePicker?.({ suggestedName: name }));
}

export async function pickFolder(): Promise<FileSystemDirectoryHandle | 'closed' | undefined> {
  return pick(() => pickers().showDirectoryPicker?.({ mode: 'readwrite' }));
}

/** What the person picked for a download; undefined where it goes into the browser's own storage. */
export function pickedHandle(job: Job): FileSystemHandle | undefined {
  if (job.kind === 'folder') return job.folder;
  return job.place.kind === 'picked' ? job.place.handle : undefined;
}

/** After a reload the browser asks the person again. */
export async function mayWrite(handle: FileSystemHandle): Promise<boolean> {
  const permission = await (handle as Permitted).requestPermission?.({ mode: 'readwrite' });
  return permission === undefined || permission === 'granted';
}

async function pick<T>(ask: () => Promise<T> | undefined): Promise<T | 'closed' | undefined> {
  try {
    return await ask();
  } catch (error) {
    // SecurityError: the click that would allow it is too long ago.
    return error instanceof DOMException && error.name === 'AbortError' ? 'closed' : undefined;
  }
}
