/** The folder of downloads in the browser's own storage (OPFS); undefined where there is none, as without https. */
export async function downloadsFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle('downloads', { create: true });
  } catch {
    return undefined;
  }
}

/** Whether the browser grants room for `bytes`, with a little to spare. */
export async function hasRoom(bytes: number): Promise<boolean> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota - usage > bytes * 1.05;
}
