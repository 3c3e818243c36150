import { SluiceError } from '#lib/errors.ts';
import type { Preview } from '#lib/preview/preview.ts';
import type { RangeSource } from '#lib/preview/range-source.ts';
import type { FromParquet, ToParquet } from './parquet-messages.ts';

/** A thread that has all it asked for, and neither asks for more nor is done, is given up after so long. */
const mostThinkingMs = 15_000;

/**
 * Reads a Parquet file in a thread of its own, which is ended when that takes too long: the file is by strangers, its bytes may
 * be made to keep a decoder busy, and the page must go on. Throws what `source` throws, the signal's reason, or `unavailable`
 * where the thread does not begin.
 */
export function readParquetBeside(source: RangeSource, signal: AbortSignal): Promise<Preview> {
  const worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), { type: 'module' });
  const over = new AbortController();
  const during = AbortSignal.any([signal, over.signal]);
  let fetching = 0;
  let begun = false;
  let thinking: ReturnType<typeof setTimeout> | undefined;

  return new Promise<Preview>((resolve, reject) => {
    const think = () => {
      clearTimeout(thinking);
      // Until it began, it is the network that it waits for.
      if (begun && fetching === 0) thinking = setTimeout(() => resolve(tooLong), mostThinkingMs);
    };
    const tell = (message: ToParquet, given: Transferable[] = []) => worker.postMessage(message, given);

    async function fetchFor({ ask, start, end }: Extract<FromParquet, { type: 'ask' }>): Promise<void> {
      fetching += 1;
      think();
      const bytes = await source.readRange(start, end, during);
      fetching -= 1;
      // A buffer of its own, as it is given away.
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
      tell({ type: 'bytes', ask, bytes: own }, [own.buffer as ArrayBuffer]);
      think();
    }

    worker.onmessage = ({ data }: MessageEvent<FromParquet>) => {
      begun = true;
      if (data.type === 'done') resolve(data.preview);
      else fetchFor(data).catch(reject);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (begun) resolve(broken);
      else
        reject(
          new SluiceError('unavailable', 'The portal did not send what reads Parquet; check the network.'),
        );
    };
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    tell({ type: 'read', size: source.size });
  }).finally(() => {
    clearTimeout(thinking);
    over.abort();
    worker.terminate();
  });
}

const tooLong: Preview = {
  kind: 'unreadable',
  reason: 'Its first rows were not unpacked after 15 seconds; it may be damaged.',
};
const broken: Preview = { kind: 'unreadable', reason: 'Its first rows need more memory than a page has.' };
