import { type DownloadNews, downloadFile, type Received } from '#lib/transfers/download/download-file.ts';
import { browserClock } from '../worker/browser-clock.ts';
import { browserNetwork } from '../worker/browser-network.ts';
import { findEntry, forgetEntry, saveEntry } from './download-journal.ts';
import { fetchRanges } from './fetch-ranges.ts';
import { openSink } from './file-sinks.ts';
import { openMd5 } from './md5-beside.ts';
import type { Job } from './messages.ts';
import { placeOf } from './place.ts';
import { keeperOf } from './worker-keys.ts';

/** One file, from where an earlier run has left it. */
export async function runFileJob(
  id: string,
  { target, file, place, url }: Extract<Job, { kind: 'file' }>,
  news: DownloadNews,
  signal: AbortSignal,
): Promise<Received & { file?: File }> {
  const { handle, remove } = await placeOf(id, place);
  // A browser that keeps no journal downloads all the same.
  const former = await findEntry(id).catch(() => undefined);
  const written = (await handle.getFile()).size;
  const keys = await keeperOf(target, url, signal);
  const sink = await openSink(handle, remove);
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
      journal: {
        save: (progress) => saveEntry({ id, target, file, place, ...progress }).catch(() => {}),
        forget: () => forgetEntry(id).catch(() => {}),
      },
    },
    file,
    former && former.done <= written ? former : undefined,
    news,
    signal,
  ).finally(end);
  return place.kind === 'own' ? { ...received, file: await handle.getFile() } : received;
}
