import { RefusedName } from '#lib/transfers/download/failures.ts';
import { numbered, safeSegment } from '#lib/transfers/download/folder-paths.ts';

/**
 * The folder an earlier run has made, where it is still there; else one that was not: `rain`, or `rain (2)`. Throws
 * `RefusedName`.
 */
export async function homeOf(
  parent: FileSystemDirectoryHandle,
  name: string,
  former: string | undefined,
): Promise<FileSystemDirectoryHandle> {
  const there =
    former === undefined ? undefined : await parent.getDirectoryHandle(former).catch(() => undefined);
  return there ?? newFolder(parent, safeSegment(name)).catch(refusedName(name));
}

/** A browser that does not take a name throws a `TypeError`, and nothing else of what is asked here does. */
function refusedName(path: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof TypeError ? new RefusedName(path) : error;
  };
}

async function newFolder(
  parent: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemDirectoryHandle> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : numbered(name, n);
    if (await isThere(parent, candidate)) continue;
    return parent.getDirectoryHandle(candidate, { create: true });
  }
}

/** Throws where the browser does not say: the name is not allowed, or the folder is gone. */
async function isThere(parent: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await parent.getDirectoryHandle(name);
    return true;
  } catch (error) {
    const said = error instanceof DOMException ? error.name : '';
    // A file of that name is there just as well.
    if (said === 'TypeMismatchError') return true;
    if (said === 'NotFoundError') return false;
    throw error;
  }
}

/**
 * Gives the file at a place below `home`, made where it is not there. Folders are asked for once, as each question goes to
 * the browser's own process; one that somebody removes meanwhile is made again. Throws `RefusedName`, with the `path` that
 * the file has in the dataset.
 */
export function fileMaker(home: FileSystemDirectoryHandle) {
  const folders = new Map<string, Promise<FileSystemDirectoryHandle>>();

  function folderAt(segments: readonly string[]): Promise<FileSystemDirectoryHandle> {
    const last = segments.at(-1);
    if (last === undefined) return Promise.resolve(home);
    const path = segments.join('/');
    const known = folders.get(path);
    if (known) return known;
    const made = folderAt(segments.slice(0, -1)).then((parent) =>
      parent.getDirectoryHandle(last, { create: true }),
    );
    folders.set(path, made);
    made.catch(() => folders.delete(path));
    return made;
  }

  async function make(segments: readonly string[]) {
    const last = segments.at(-1) ?? '_';
    const parent = await folderAt(segments.slice(0, -1));
    return { parent, last, handle: await parent.getFileHandle(last, { create: true }) };
  }

  return async (segments: readonly string[], path: string) => {
    try {
      return await make(segments);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'NotFoundError')) return refusedName(path)(error);
      folders.clear();
      return make(segments);
    }
  };
}

/** The file that is at a path below `home`; undefined where there is none. */
export async function thereIn(
  home: FileSystemDirectoryHandle,
  segments: readonly string[],
): Promise<File | undefined> {
  try {
    const parent = await parentIn(home, segments);
    return await (await parent.getFileHandle(segments.at(-1) ?? '_')).getFile();
  } catch {
    return undefined;
  }
}

/** Deletes the file at a path below `home`, where there is one. */
export async function removeIn(home: FileSystemDirectoryHandle, segments: readonly string[]): Promise<void> {
  await (await parentIn(home, segments)).removeEntry(segments.at(-1) ?? '_');
}

async function parentIn(
  home: FileSystemDirectoryHandle,
  segments: readonly string[],
): Promise<FileSystemDirectoryHandle> {
  let parent = home;
  for (const segment of segments.slice(0, -1)) parent = await parent.getDirectoryHandle(segment);
  return parent;
}
