import { ChangedBytes, DamagedBytes, DownloadCancelled } from './failures.ts';
import { meaningOf } from './file-failure.ts';
import type { HashedSink } from './hashed-sink.ts';
import type { Journal, Progress, StoredFile } from './ports.ts';
import { type ReceiveNews, type ReceivePorts, receiveInOrder } from './receive-in-order.ts';

export interface DownloadPorts extends ReceivePorts {
  sink: HashedSink;
  journal: Journal;
}

export interface Received {
  md5: string;
  /** False where no hash was stored to compare with. */
  verified: boolean;
}

export interface DownloadNews extends ReceiveNews {
  /** Bytes handed to the disk. */
  onDone?: (bytes: number) => void;
}

/** Where a page that dies would go on from is noted this often. */
const keepEveryMs = 1_000;

/**
 * Brings one file to the sink, in order, and compares its MD5 with the stored one; other bytes leave nothing behind.
 * What the journal holds of a file that is there is the caller's to forget.
 * Stopped by `signal` or a failure, it can go on from what the journal holds. Throws `DamagedBytes`, `ChangedBytes`,
 * `MissingBytes`, `SinkFailure`, `StorageFailure`, `SluiceError`.
 */
export async function downloadFile(
  ports: DownloadPorts,
  file: StoredFile,
  former: Progress | undefined,
  news: DownloadNews,
  signal: AbortSignal,
): Promise<Received> {
  const { sink, journal, clock } = ports;
  let done = 0;
  let keptAt = clock.now();
  let noting: Promise<void> = Promise.resolve();

  async function deliver(bytes: Uint8Array): Promise<void> {
    // Read before: the sink may take the buffer.
    const { length } = bytes;
    await sink.write(bytes);
    done += length;
    news.onDone?.(done);
    if (clock.now() - keptAt < keepEveryMs) return;
    keptAt = clock.now();
    // Bytes go on meanwhile; that it failed is told the next time.
    await noting;
    noting = note(false);
    noting.catch(() => {});
  }

  async function note(now: boolean): Promise<void> {
    const progress = await sink.keep(now);
    if (progress) await journal.save(progress);
  }

  try {
    done = await sink.begin(former && former.done <= file.size ? former : undefined, signal);
    news.onDone?.(done);
    await receiveInOrder(ports, { from: done, size: file.size, etag: file.etag }, deliver, news, signal);
    await noting;
    const md5 = await sink.digest();
    if (file.md5 !== null && md5 !== file.md5) throw new DamagedBytes(file.path);
    await sink.close();
    return { md5, verified: file.md5 !== null };
  } catch (error) {
    const meant = meaningOf(error, file.path);
    const leave =
      meant instanceof ChangedBytes ||
      meant instanceof DamagedBytes ||
      signal.reason instanceof DownloadCancelled;
    // What went wrong first is told; going on from here is a convenience.
    await noting.catch(() => {});
    await (leave ? forgetAll(ports) : note(true).finally(() => sink.close())).catch(() => {});
    throw meant;
  }
}

async function forgetAll({ sink, journal }: DownloadPorts): Promise<void> {
  await journal.forget();
  await sink.discard();
}
