import { createKeyBook } from '#lib/transfers/download/key-book.ts';
import type { ReceiveNews } from '#lib/transfers/download/receive-in-order.ts';
import { verifiedBytes } from '#lib/transfers/download/verified-bytes.ts';
import { writtenFirst } from '#lib/transfers/download/written-first.ts';
import { zipFiles } from '#lib/transfers/download/zip-files.ts';
import { zipPlaces } from '#lib/transfers/download/zip-places.ts';
import type { KeyKeeper } from '#lib/transfers/key-keeper.ts';
import { createMd5 } from '#lib/transfers/md5/md5.ts';
import { browserClock } from '../worker/browser-clock.ts';
import { fetchRanges } from './fetch-ranges.ts';
import { openSink } from './file-sinks.ts';
import { doneOf, openRecord } from './job-record.ts';
import type { FileOutcome, Job } from './messages.ts';
import { placeOf } from './place.ts';
import { readWritten } from './read-written.ts';
import { issueKeys, patience } from './worker-keys.ts';

export interface ManyFilesNews extends ReceiveNews {
  onDone: (bytes: number) => void;
  onFile: (outcome: FileOutcome) => void;
}

/** A file that is on the disk as a whole asks storage for nothing. */
const noKeys: KeyKeeper = { withKey: (_, send) => send('') };

/** The files of a version as one zip, from where an earlier run has left it. */
export async function runZipJob(
  id: string,
  job: Extract<Job, { kind: 'zip' }>,
  news: ManyFilesNews,
  signal: AbortSignal,
): Promise<{ file?: File }> {
  const { version, files, place, createdAt } = job;
  const { handle, remove } = await placeOf(id, place);
  const record = await openRecord(id, job);
  const noted = doneOf(record.states.get(0));
  const from = noted <= (await handle.getFile()).size ? noted : 0;
  const places = zipPlaces(files);
  const keeperOf = createKeyBook(
    files.map(({ path }) => path),
    (paths, during) => issueKeys(version, paths, during),
    { ...patience, onPause: (pause) => news.onPause?.(pause) },
  );

  async function* open(index: number, during: AbortSignal) {
    const [file, at] = [files[index], places[index]?.content];
    if (!file || at === undefined) return;
    const begun = performance.now();
    const have = Math.min(file.size, Math.max(0, from - at));
    const ports = {
      source: writtenFirst(readWritten(handle, at), have, fetchRanges(sink.bestRead)),
      keys: have < file.size ? await keeperOf(index, during) : noKeys,
      ...patience,
      hash: await createMd5(),
    };
    const onHash = (md5: string) =>
      news.onFile({
        path: file.path,
        size: file.size,
        md5,
        verified: file.md5 !== null,
        seconds: (performance.now() - begun) / 1000,
      });
    yield* verifiedBytes(ports, file, { ...news, onHash }, during);
  }

  const sink = await openSink(handle, remove, { goesOn: from > 0, onPause: news.onPause });
  const journal = { save: (done: number) => record.save(0, { done }), forget: record.forget };
  if (from > 0) news.onPause?.({ retryAt: undefined, reason: 'what is already there is read first' });
  await zipFiles(
    files,
    open,
    { sink, journal, clock: browserClock },
    { lastModified: new Date(createdAt), from, onDone: news.onDone },
    signal,
  ).catch((error: unknown) => record.flushAfter(error));
  return place.kind === 'own' ? { file: await handle.getFile() } : {};
}
