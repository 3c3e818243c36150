import { md5Of } from '#lib/transfers/md5/md5.ts';
import { createTwoMd5 } from '#lib/transfers/md5/two-md5.ts';
import { readerOf } from './file-reader.ts';
import type { FromHash, ToHash } from './hash-messages.ts';

// Reads files itself, one block at a time and in order, and no further than it is asked to.
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'postMessage' | 'addEventListener'>;

interface Reading {
  wanted: number;
  ended: boolean;
  wake: () => void;
}

const readings = new Map<number, Reading>();

scope.addEventListener('message', ({ data }: MessageEvent<ToHash>) => {
  const reading = readings.get(data.job);
  if (data.type === 'more' || data.type === 'end') {
    if (!reading) return;
    if (data.type === 'more') reading.wanted++;
    else reading.ended = true;
    reading.wake();
    return;
  }
  const reads = data.type === 'begin' ? hashFile(data) : digest(data);
  reads
    .catch((error: unknown) => {
      // Reading alone throws a DOMException; anything else is no fault of the file.
      const { job } = data;
      tell(
        error instanceof DOMException
          ? { type: 'unreadable', job }
          : { type: 'failed', job, message: String(error) },
      );
    })
    .finally(() => readings.delete(data.job));
});

/** One read: small enough to stay in the processor's cache between reading and hashing. */
const readBytes = 1024 * 1024;

async function hashFile({
  job,
  file,
  blockSize,
  ahead,
  from,
}: Extract<ToHash, { type: 'begin' }>): Promise<void> {
  const reading: Reading = { wanted: ahead, ended: false, wake: () => {} };
  readings.set(job, reading);
  const hashes = await createTwoMd5(from?.state);
  const begin = (from?.blocks ?? 0) * blockSize;
  const read = readerOf(file, begin, readBytes);
  for (let start = begin; start < file.size; start += blockSize) {
    while (reading.wanted === 0 && !reading.ended)
      await new Promise<void>((resolve) => {
        reading.wake = resolve;
      });
    if (reading.ended) return read.end();
    reading.wanted--;
    const end = Math.min(start + blockSize, file.size);
    for (let at = start; at < end; ) {
      const bytes = await read.next(Math.min(readBytes, end - at));
      hashes.update(bytes);
      at += bytes.length;
    }
    const md5 = hashes.endBlock();
    // Only a full block leaves a state to go on from; behind the last one there is nothing to go on with.
    tell({
      type: 'block',
      job,
      index: start / blockSize,
      md5,
      state: end < file.size ? hashes.save() : undefined,
    });
  }
  tell({ type: 'whole', job, md5: hashes.whole() });
}

async function digest({ job, content }: Extract<ToHash, { type: 'digest' }>): Promise<void> {
  tell({ type: 'whole', job, md5: await md5Of(new Uint8Array(await content.arrayBuffer())) });
}

function tell(message: FromHash): void {
  scope.postMessage(message);
}
