import { createHash } from 'node:crypto';
import { createKeyKeeper } from '../../key-keeper.ts';
import { createMd5 } from '../../md5/md5.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { type DownloadNews, type DownloadPorts, downloadFile, type Received } from '../download-file.ts';
import { type HashedSink, hashedSink } from '../hashed-sink.ts';
import type { Progress, StoredFile } from '../ports.ts';
import { type Answer, type Asked, fakeSource } from './fake-source.ts';

/** Bytes that repeat nowhere near, the same in every run. */
export function someBytes(size: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let index = 0, word = 1; index < words.length; index++) {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    words[index] = word;
  }
  return new Uint8Array(words.buffer, 0, size);
}

export interface Setting {
  answer?: (asked: Asked, n: number) => Answer;
  chunkBytes?: number;
  file?: Partial<StoredFile>;
  /** What an earlier run left: the journal and the bytes on disk. */
  former?: Progress;
  onDisk?: Uint8Array;
  online?: () => boolean;
  restored?: () => Promise<void>;
  /** As a sink in another thread does. */
  takesBuffers?: boolean;
  /** The journal takes nothing. */
  keepsNothing?: boolean;
  write?: (position: number, bytes: Uint8Array) => Promise<void> | void;
}

/** A download from a scripted storage to a disk in memory. */
export async function downloadSetting(content: Uint8Array, setting: Setting = {}) {
  const clock = fakeClock();
  const storage = fakeSource(content, setting.answer, setting.chunkBytes);
  const disk = new Uint8Array(content.length);
  if (setting.onDisk) disk.set(setting.onDisk);
  const log: string[] = [];
  let journalled: Progress | undefined = setting.former;
  let keys = 1;
  const stored = createHash('md5').update(content).digest('hex');
  const file: StoredFile = {
    path: 'rain.csv',
    size: content.length,
    etag: '"sealed"',
    md5: stored,
    ...setting.file,
  };
  const portal = { renewKey: async () => ({ url: `key ${++keys}`, expiresAt: '' }) };
  const sink = hashedSink(
    {
      async write(position, bytes) {
        await setting.write?.(position, bytes);
        disk.set(bytes, position);
      },
      truncate: (size) => void log.push(`truncate ${size}`),
      read: (position, length) => disk.subarray(position, position + length),
      keep: () => ({}),
      close: async () => void log.push('close'),
      discard: async () => void log.push('discard'),
    },
    await createMd5(),
  );
  const ports: DownloadPorts = {
    source: storage.source,
    keys: createKeyKeeper({ url: 'key 1', askedAt: clock.now() }, portal, clock),
    clock,
    network: { online: setting.online ?? (() => true), restored: setting.restored ?? (async () => {}) },
    random: () => 0.5,
    sink: setting.takesBuffers ? takingBuffers(sink) : sink,
    journal: {
      save: async (progress) => {
        if (setting.keepsNothing) throw new Error('the journal is full');
        journalled = progress;
      },
      forget: async () => {
        journalled = undefined;
      },
    },
  };
  return {
    clock,
    disk,
    log,
    md5: stored,
    asked: storage.asked,
    sent: storage.sent,
    journalled: () => journalled,
    run: (news: DownloadNews = {}, signal = new AbortController().signal): Promise<Received> =>
      downloadFile(ports, file, setting.former, news, signal),
  };
}

function takingBuffers(sink: HashedSink): HashedSink {
  return {
    ...sink,
    write: (bytes) => sink.write(structuredClone(bytes, { transfer: [bytes.buffer] })),
  };
}
