import { type DownloadNews, downloadFile, type Received } from '#lib/transfers/download/download-file.ts';
import type { Progress } from '#lib/transfers/download/ports.ts';
import type { FileState } from './download-journal.ts';
import { openHashedFile } from './hashed-file.ts';
import { openRecord } from './job-record.ts';
import type { Job } from './messages.ts';
import { placeOf } from './place.ts';
import { keeperOf, patience } from './worker-keys.ts';

/** One file, from where an earlier run has left it. */
export async function runFileJob(
  id: string,
  { url, ...job }: Extract<Job, { kind: 'file' }>,
  news: DownloadNews,
  signal: AbortSignal,
): Promise<Received & { file?: File }> {
  const { target, file, place } = job;
  const { handle, remove } = await placeOf(id, place);
  const record = await openRecord(id, job);
  const former = progressOf(record.states.get(0), await handle.getFile());
  const keys = await keeperOf(target, url, news.onPause, signal);
  const goesOn = former !== undefined;
  const options = { size: file.size, goesOn, onPause: news.onPause };
  const { end, ...ends } = await openHashedFile(handle, remove, options);
  const received = await downloadFile(
    {
      ...ends,
      keys,
      ...patience,
      journal: { save: (progress) => record.save(0, progress), forget: record.forget },
    },
    file,
    former,
    news,
    signal,
  )
    .catch((error: unknown) => record.flushAfter(error))
    .finally(end);
  return place.kind === 'own' ? { ...received, file: await handle.getFile() } : received;
}

/**
 * How far a file has come, by what is `there`. Where other programs can write, only what none of them touched counts. What
 * the browser keeps for itself is read again: after a power cut it may not have all that was noted.
 */
export function progressOf(
  state: FileState | undefined,
  there: Pick<File, 'size' | 'lastModified'> | undefined,
): Progress | undefined {
  if (!there || !state || !('done' in state) || state.done > there.size) return undefined;
  const { done, hash, modified } = state;
  if (modified === undefined) return { done, hash: undefined };
  return modified === there.lastModified ? { done, hash, modified } : undefined;
}
