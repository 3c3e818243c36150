import { type DownloadNews, downloadFile, type Received } from '#lib/transfers/download/download-file.ts';
import type { Progress } from '#lib/transfers/download/ports.ts';
import { browserClock } from '../worker/browser-clock.ts';
import { browserNetwork } from '../worker/browser-network.ts';
import type { FileState } from './download-journal.ts';
import { fetchRanges } from './fetch-ranges.ts';
import { openSink } from './file-sinks.ts';
import { openRecord } from './job-record.ts';
import { openMd5 } from './md5-beside.ts';
import type { Job } from './messages.ts';
import { placeOf } from './place.ts';
import { keeperOf } from './worker-keys.ts';

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
  const former = progressOf(record.states.get(0), (await handle.getFile()).size);
  const keys = await keeperOf(target, url, signal);
  const sink = await openSink(handle, remove, { goesOn: former !== undefined });
  const { hash, end } = await openMd5(file.size);
  const received = await downloadFile(
    {
      source: fetchRanges,
      keys,
      clock: browserClock,
      network: browserNetwork,
      random: Math.random,
      hash,
      sink,
      journal: { save: (progress) => record.save(0, progress), forget: record.forget },
    },
    file,
    former,
    news,
    signal,
  ).finally(() => Promise.all([end(), record.flush()]));
  return place.kind === 'own' ? { ...received, file: await handle.getFile() } : received;
}

/** How far a file has come, where no fewer than these bytes are `written`. */
export function progressOf(state: FileState | undefined, written: number): Progress | undefined {
  if (!state || !('done' in state) || !state.hash || state.done > written) return undefined;
  return { done: state.done, hash: state.hash };
}
