import { createMD5 } from 'hash-wasm';
import { downloadFile } from '#lib/transfers/download/download-file.ts';
import { downloadFailReason } from '#lib/transfers/download/fail-reason.ts';
import { folderPaths, numbered, safeSegment } from '#lib/transfers/download/folder-paths.ts';
import { createKeyBook } from '#lib/transfers/download/key-book.ts';
import { SinkFailure, type StoredFile } from '#lib/transfers/download/ports.ts';
import { createLanes } from '#lib/transfers/lanes.ts';
import { browserClock } from '../worker/browser-clock.ts';
import { browserNetwork } from '../worker/browser-network.ts';
import { fetchRanges } from './fetch-ranges.ts';
import { openSink } from './file-sinks.ts';
import type { Job } from './messages.ts';
import { issueKeys } from './worker-keys.ts';
import type { ManyFilesNews } from './zip-job.ts';

/** Files written at once. */
const atOnce = 4;

/**
 * The files of a version as plain files, in a folder of their own within the picked one, so that nothing there is
 * overwritten. One that cannot be had fails alone. Answers how many failed.
 */
export async function runFolderJob(
  { version, files, folder, name }: Extract<Job, { kind: 'folder' }>,
  news: ManyFilesNews,
  signal: AbortSignal,
): Promise<{ failed: number }> {
  const home = await newFolder(folder, safeSegment(name));
  const places = folderPaths(files.map(({ path }) => path));
  const lanes = createLanes(atOnce);
  const keeperOf = createKeyBook(
    files.map(({ path }) => path),
    (paths, during) => issueKeys(version, paths, during),
    browserClock,
  );
  const moved = new Map<number, number>();
  let failed = 0;

  async function saveFile(file: StoredFile, index: number): Promise<void> {
    const begun = performance.now();
    const outcome = { path: file.path, size: file.size, seconds: 0, md5: file.md5, verified: false };
    try {
      const { parent, handle, last } = await fileIn(home, places[index] ?? []);
      const received = await downloadFile(
        {
          source: fetchRanges,
          keys: await keeperOf(index, signal),
          clock: browserClock,
          network: browserNetwork,
          random: Math.random,
          hash: await createMD5(),
          sink: await openSink(handle, () => parent.removeEntry(last)),
          journal: { save: async () => {}, forget: async () => {} },
        },
        file,
        undefined,
        { ...news, onDone: (bytes) => tell(index, bytes) },
        signal,
      );
      news.onFile({ ...outcome, ...received, seconds: (performance.now() - begun) / 1000 });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SinkFailure && error.full) throw error;
      failed++;
      news.onFile({ ...outcome, reason: downloadFailReason(error) });
    }
  }

  function tell(index: number, bytes: number) {
    moved.set(index, bytes);
    let sum = 0;
    for (const part of moved.values()) sum += part;
    news.onDone(sum);
  }

  await Promise.all(files.map((file, index) => lanes.run(signal, () => saveFile(file, index))));
  return { failed };
}

/** A folder that was not there: `rain`, or `rain (2)` where that is taken. */
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

async function isThere(parent: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await parent.getDirectoryHandle(name);
    return true;
  } catch (error) {
    // A file of that name is there just as well.
    return !(error instanceof DOMException && error.name === 'NotFoundError');
  }
}

async function fileIn(home: FileSystemDirectoryHandle, segments: readonly string[]) {
  const last = segments.at(-1) ?? '_';
  let parent = home;
  for (const segment of segments.slice(0, -1))
    parent = await parent.getDirectoryHandle(segment, { create: true });
  return { parent, last, handle: await parent.getFileHandle(last, { create: true }) };
}
