import type { PickedFile } from './worker/messages.ts';

/** A file or a folder that was picked or dropped. */
export type Picked =
  | {
      kind: 'file';
      file: File;
      handle?: FileSystemFileHandle | undefined;
      /** Where it was in a folder that was taken apart. */
      within?: { folder: string; path: string };
    }
  | { kind: 'folder'; name: string; files: PickedFile[]; handle?: FileSystemDirectoryHandle | undefined };

/** Files of an `<input>`: those of a chosen folder are one folder. */
export function pickedOfInput(files: readonly File[]): Picked[] {
  const folders = new Map<string, PickedFile[]>();
  const alone: Picked[] = [];
  for (const file of files) {
    const [root, ...rest] = file.webkitRelativePath.split('/');
    if (!root || rest.length === 0) {
      alone.push({ kind: 'file', file });
      continue;
    }
    const members = folders.get(root) ?? [];
    members.push({ path: rest.join('/'), file });
    folders.set(root, members);
  }
  return [
    ...alone,
    ...[...folders].map(([name, members]) => ({ kind: 'folder' as const, name, files: members })),
  ];
}

/** What was dropped, folders with all that is in them. Call it in the event itself: afterwards the items are gone. */
export function pickedOfDrop(data: DataTransfer): Promise<Picked[]> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const asked = items.map((item) => ({
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
    handle: handleOf(item),
  }));
  return Promise.all(asked.map(async ({ entry, file, handle }) => pickedOf(entry, file, await handle))).then(
    (found) => found.flatMap((picked) => picked ?? []),
  );
}

async function pickedOf(
  entry: FileSystemEntry | null,
  file: File | null,
  handle: FileSystemHandle | undefined,
): Promise<Picked | undefined> {
  if (handle?.kind === 'directory') return folderOf(handle as FileSystemDirectoryHandle);
  if (entry?.isDirectory) {
    const files = await filesIn(entry as FileSystemDirectoryEntry, '');
    return { kind: 'folder', name: entry.name, files };
  }
  return file ? { kind: 'file', file, handle: handle as FileSystemFileHandle | undefined } : undefined;
}

function handleOf(item: DataTransferItem): Promise<FileSystemHandle | undefined> {
  if (!('getAsFileSystemHandle' in item)) return Promise.resolve(undefined);
  const asked = (
    item as { getAsFileSystemHandle(): Promise<FileSystemHandle | null> }
  ).getAsFileSystemHandle();
  return asked.then(
    (handle) => handle ?? undefined,
    () => undefined,
  );
}

async function filesIn(folder: FileSystemDirectoryEntry, above: string): Promise<PickedFile[]> {
  const reader = folder.createReader();
  const files: PickedFile[] = [];
  for (;;) {
    // A hundred at a time, until none are left.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return files;
    for (const entry of entries) {
      const path = above + entry.name;
      if (entry.isDirectory) files.push(...(await filesIn(entry as FileSystemDirectoryEntry, `${path}/`)));
      else files.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** All files below a folder's handle. */
export async function folderOf(handle: FileSystemDirectoryHandle): Promise<Picked & { kind: 'folder' }> {
  const files: PickedFile[] = [];
  async function walk(folder: FileSystemDirectoryHandle, above: string): Promise<void> {
    for await (const entry of entriesOf(folder)) {
      const path = above + entry.name;
      if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${path}/`);
      else files.push({ path, file: await (entry as FileSystemFileHandle).getFile() });
    }
  }
  await walk(handle, '');
  return { kind: 'folder', name: handle.name, files, handle };
}

function entriesOf(folder: FileSystemDirectoryHandle): AsyncIterable<FileSystemHandle> {
  return (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values();
}

/** Whether files are picked by handles, which a click can open again after a reload. */
export function canKeepHandles(): boolean {
  return 'showOpenFilePicker' in window;
}

/** The browser's own picker, which gives handles. Nothing where it was closed. */
export async function pickWithHandles(several: boolean): Promise<Picked[]> {
  const picker = window as unknown as {
    showOpenFilePicker(options: { multiple: boolean }): Promise<FileSystemFileHandle[]>;
  };
  const handles = await picker.showOpenFilePicker({ multiple: several }).catch(nothingPicked);
  return Promise.all(
    (handles ?? []).map(async (handle) => ({ kind: 'file' as const, file: await handle.getFile(), handle })),
  );
}

export async function pickFolderWithHandle(): Promise<Picked[]> {
  const picker = window as unknown as { showDirectoryPicker(): Promise<FileSystemDirectoryHandle> };
  const handle = await picker.showDirectoryPicker().catch(nothingPicked);
  return handle ? [await folderOf(handle)] : [];
}

function nothingPicked(error: unknown): undefined {
  if (error instanceof DOMException && error.name === 'AbortError') return undefined;
  throw error;
}

/** Asks the person, in the click's own time, to let the page read a remembered file or folder again. */
export async function openAgain(handle: FileSystemHandle): Promise<PickedFile[]> {
  const asked = handle as FileSystemHandle & {
    requestPermission(options: { mode: 'read' }): Promise<PermissionState>;
  };
  if ((await asked.requestPermission({ mode: 'read' })) !== 'granted') return [];
  if (handle.kind === 'directory') return (await folderOf(handle as FileSystemDirectoryHandle)).files;
  return [{ path: handle.name, file: await (handle as FileSystemFileHandle).getFile() }];
}
