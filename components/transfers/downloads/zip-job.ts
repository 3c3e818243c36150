import { createMD5 } from 'hash-wasm';
import { createKeyBook } from '#lib/transfers/download/key-book.ts';
import type { ReceiveNews } from '#lib/transfers/download/receive-in-order.ts';
import { verifiedBytes } from '#lib/transfers/download/verified-bytes.ts';
import { zipFiles } from '#lib/transfers/download/zip-files.ts';
import { browserClock } from '../worker/browser-clock.ts';
import { browserNetwork } from '../worker/browser-network.ts';
import { fetchRanges } from './fetch-ranges.ts';
import { openSink } from './file-sinks.ts';
import type { FileOutcome, Job } from './messages.ts';
import { placeOf } from './place.ts';
import { issueKeys } from './worker-keys.ts';

export interface ManyFilesNews extends ReceiveNews {
  onDone: (bytes: number) => void;
  onFile: (outcome: FileOutcome) => void;
}

/** The files of a version as one zip. */
export async function runZipJob(
  id: string,
  { version, files, place, createdAt }: Extract<Job, { kind: 'zip' }>,
  news: ManyFilesNews,
  signal: AbortSignal,
): Promise<{ file?: File }> {
  const { handle, remove } = await placeOf(id, place);
  const keeperOf = createKeyBook(
    files.map(({ path }) => path),
    (paths, during) => issueKeys(version, paths, during),
    browserClock,
  );

  async function* open(index: number, during: AbortSignal) {
    const file = files[index];
    if (!file) return;
    const begun = performance.now();
    const ports = {
      source: fetchRanges,
      keys: await keeperOf(index, during),
      clock: browserClock,
      network: browserNetwork,
      random: Math.random,
      hash: await createMD5(),
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

  const sink = await openSink(handle, remove);
  await zipFiles(files, open, sink, { lastModified: new Date(createdAt), onDone: news.onDone }, signal);
  return place.kind === 'own' ? { file: await handle.getFile() } : {};
}
