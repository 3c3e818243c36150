import { ChangedBytes, DamagedBytes, DownloadCancelled } from './failures.ts';
import { meaningOf } from './file-failure.ts';
import type { Journal, Md5OfSpent, Progress, Sink, StoredFile } from './ports.ts';
import { type ReceiveNews, type ReceivePorts, receiveInOrder } from './receive-in-order.ts';

export interface DownloadPorts extends ReceivePorts {
  sink: Sink;
  hash: Md5OfSpent;
  journal: Journal;
}

export interface Received {
  md5: string;
  /** False where no hash was stored to compare with. */
  verified: boolean;
}

export interface DownloadNews extends ReceiveNews {
  /** Bytes on the disk. */
  onDone?: (bytes: number) => void;
}

/** Where a page that dies would go on from is noted this often. */
const keepEveryMs = 1_000;

/**
 * Brings one file to the sink, in order, and compares its MD5 with the stored one; other bytes leave nothing behind.
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
  const { sink, hash, journal, clock } = ports;
  let done = await takeUp(hash, file, former);
  let keptAt = clock.now();
  await sink.truncate(done);
  news.onDone?.(done);

  async function deliver(bytes: Uint8Array): Promise<void> {
    const { length } = bytes;
    await sink.write(done, bytes);
    await hash.update(bytes);
    done += length;
    news.onDone?.(done);
    if (clock.now() - keptAt < keepEveryMs) return;
    keptAt = clock.now();
    await note(false);
  }

  async function note(now: boolean): Promise<void> {
    if (await sink.keep(done, now)) await journal.save({ done, hash: await hash.save() });
  }

  try {
    await receiveInOrder(ports, { from: done, size: file.size, etag: file.etag }, deliver, news, signal);
  } catch (error) {
    const meant = meaningOf(error, file.path);
    const leave = meant instanceof ChangedBytes || signal.reason instanceof DownloadCancelled;
    // What went wrong first is told; going on from here is a convenience.
    await (leave ? forgetAll(ports) : note(true).then(() => sink.close())).catch(() => {});
    throw meant;
  }
  const md5 = await hash.digest();
  if (file.md5 !== null && md5 !== file.md5) {
    await forgetAll(ports);
    throw new DamagedBytes(file.path);
  }
  await sink.close();
  await journal.forget();
  return { md5, verified: file.md5 !== null };
}

async function takeUp(hash: Md5OfSpent, { size }: StoredFile, former: Progress | undefined): Promise<number> {
  if (!former || former.done > size) return 0;
  try {
    await hash.load(former.hash);
    return former.done;
  } catch {
    // Made by another build: what is there cannot be vouched for.
    return 0;
  }
}

async function forgetAll({ sink, journal }: DownloadPorts): Promise<void> {
  await journal.forget();
  await sink.discard();
}
