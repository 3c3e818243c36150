import { SluiceError } from '#lib/errors.ts';
import { downloadFile } from '#lib/transfers/download/download-file.ts';
import { downloadFailReason } from '#lib/transfers/download/fail-reason.ts';
import { ChangedOnDisk } from '#lib/transfers/download/failures.ts';
import { folderPaths } from '#lib/transfers/download/folder-paths.ts';
import { createKeyBook } from '#lib/transfers/download/key-book.ts';
import { SinkFailure, type StoredFile } from '#lib/transfers/download/ports.ts';
import { createLanes } from '#lib/transfers/lanes.ts';
import { progressOf } from './file-job.ts';
import { fileMaker, homeOf, thereIn } from './folder-places.ts';
import { openHashedFile } from './hashed-file.ts';
import { isAsSaved } from './is-as-saved.ts';
import { keptJob, openRecord } from './job-record.ts';
import type { FileOutcome, Job } from './messages.ts';
import { issueKeys, patience } from './worker-keys.ts';
import type { ManyFilesNews } from './zip-job.ts';

/**
 * Files written at once, or three times as many small ones: what each waits for are the line and the disk. Few bytes, as
 * one that waits for a connection in the browser moves none, and is given up after a minute.
 */
const atOnce = 4;
const smallBytes = 64 * 1024;
/** As many as may run: the next waits for its turn among few, not among all files of a folder. */
const takers = 3 * atOnce;

/**
 * The files of a version as plain files, in a folder of their own within the picked one, so that nothing there is
 * overwritten; from where an earlier run has left it. One that cannot be had fails alone. Answers how many failed.
 */
export async function runFolderJob(
  id: string,
  job: Extract<Job, { kind: 'folder' }>,
  news: ManyFilesNews,
  signal: AbortSignal,
): Promise<{ failed: number }> {
  const { version, files, folder, name } = job;
  const kept = await keptJob(id);
  const home = await homeOf(folder, name, kept?.kind === 'folder' ? kept.home : undefined);
  const record = await openRecord(id, { ...job, home: home.name });
  const places = folderPaths(files.map(({ path }) => path));
  const lanes = createLanes(atOnce);
  const makeFile = fileMaker(home);
  const keeperOf = createKeyBook(
    files.map(({ path }) => path),
    (paths, during) => issueKeys(version, paths, during),
    { ...patience, onPause: (pause) => news.onPause?.(pause) },
  );
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const moved = new Map<number, number>();
  let [failed, sum] = [0, 0];

  async function saveFile(file: StoredFile, index: number): Promise<void> {
    const begun = performance.now();
    const plan = { path: file.path, size: file.size, seconds: 0, md5: file.md5, verified: false };
    const place = places[index] ?? [];
    const state = record.states.get(index);
    try {
      // What was moved away meanwhile comes again.
      const there = state && (await thereIn(home, place));
      if (there && 'outcome' in state) {
        if (!(await isAsSaved(there, state, either))) throw new ChangedOnDisk(file.path);
        return end(state.outcome);
      }
      const former = progressOf(state, there);
      // Before the file is made: without a key it would be left empty.
      const keys = await keeperOf(index, either);
      const { parent, handle, last } = await makeFile(place, file.path);
      const remove = () => parent.removeEntry(last);
      const goesOn = former !== undefined;
      const options = { size: file.size, goesOn, onPause: news.onPause };
      const { end: endHash, ...ends } = await openHashedFile(handle, remove, options);
      const received = await downloadFile(
        {
          ...ends,
          keys,
          ...patience,
          journal: {
            save: (progress) => record.save(index, progress),
            forget: () => record.save(index, { done: 0 }),
          },
        },
        file,
        former,
        { ...news, onDone: (bytes) => tell(index, bytes) },
        either,
      ).finally(endHash);
      const outcome = { ...plan, ...received, seconds: (performance.now() - begun) / 1000 };
      await record.save(index, { outcome, modified: (await handle.getFile()).lastModified });
      news.onFile(outcome);
    } catch (error) {
      either.throwIfAborted();
      if (endsAll(error)) stop.abort(error);
      else news.onFile({ ...plan, reason: downloadFailReason(error) });
      failed++;
    }

    function end(outcome: FileOutcome) {
      tell(index, file.size);
      news.onFile(outcome);
    }
  }

  function tell(index: number, bytes: number) {
    sum += bytes - (moved.get(index) ?? 0);
    moved.set(index, bytes);
    news.onDone(sum);
  }

  const left = files.entries();
  async function takeFiles(): Promise<void> {
    for (const [index, file] of left)
      await lanes.run(either, () => saveFile(file, index), file.size <= smallBytes ? 'small' : undefined);
  }

  // All are awaited: what they note of where they stopped must be there before another run begins.
  await Promise.allSettled(Array.from({ length: takers }, takeFiles));
  await record.flush();
  either.throwIfAborted();
  return { failed };
}

/**
 * No other file can be had then either: the disk is full, the portal gives this person no keys (signed out, removed, the
 * dataset deleted), or it was out of order for longer than anybody waits. Each file would ask it once more.
 */
function endsAll(error: unknown): boolean {
  if (error instanceof SinkFailure) return error.full;
  const codes = ['not_signed_in', 'forbidden', 'not_found', 'too_many_requests', 'unavailable', 'internal'];
  return error instanceof SluiceError && codes.includes(error.code);
}
