import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createMd5 } from '../md5/md5.ts';
import { hashedSink } from './hashed-sink.ts';
import { type Sink, SinkFailure } from './ports.ts';

const content = randomBytes(300);
const full = new SinkFailure({ full: true });
const never = new AbortController().signal;

/** A disk of `room` bytes. `later` tells of a failure after the write was taken. */
function diskOf(room: number, { later }: { later: boolean }) {
  const disk = Buffer.alloc(content.length);
  const positions: number[] = [];
  const sink: Sink = {
    write(position, bytes) {
      positions.push(position);
      if (position + bytes.length <= room) disk.set(bytes, position);
      else if (later) return Promise.reject(full);
      else throw full;
    },
    truncate: () => {},
    read: (position, length) => disk.subarray(position, position + length),
    keep: () => ({}),
    close: async () => {},
    discard: async () => {},
  };
  return { sink, disk, positions };
}

const parts = [content.subarray(0, 100), content.subarray(100, 200), content.subarray(200)] as const;

it('writes one part behind the other, and tells the MD5 of all', async () => {
  const { sink, disk, positions } = diskOf(300, { later: false });
  const to = hashedSink(sink, await createMd5());
  expect(await to.begin(undefined, never)).toBe(0);
  for (const part of parts) await to.write(part);
  expect(positions).toEqual([0, 100, 200]);
  expect(disk.equals(content)).toBe(true);
  expect(await to.digest()).toBe(createHash('md5').update(content).digest('hex'));
});

it.each([{ later: false }, { later: true }])(
  'writes nothing behind a write that failed, and keeps what stands before it (%o)',
  async (when) => {
    const { sink, positions } = diskOf(150, when);
    const to = hashedSink(sink, await createMd5());
    await to.begin(undefined, never);
    await to.write(parts[0]);
    for (const part of [parts[1], parts[2]]) await expect(to.write(part)).rejects.toBe(full);
    expect(positions).toEqual([0, 100]);
    const kept = await to.keep(true);
    expect(kept?.done).toBe(100);

    const on = hashedSink(diskOf(300, { later: false }).sink, await createMd5());
    expect(await on.begin(kept, never)).toBe(100);
    for (const part of [parts[1], parts[2]]) await on.write(part);
    expect(await on.digest()).toBe(createHash('md5').update(content).digest('hex'));
  },
);

it('lets no write come between the bytes that are kept and their hash', async () => {
  const { sink, positions } = diskOf(300, { later: false });
  let closed = () => {};
  const closing = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const keep = async () => {
    await closing;
    return {};
  };
  const to = hashedSink({ ...sink, keep }, await createMd5());
  await to.begin(undefined, never);
  await to.write(parts[0]);
  const [kept, written] = [to.keep(false), to.write(parts[1])];
  await new Promise(setImmediate);
  expect(positions).toEqual([0]);
  closed();
  await written;

  const { hash, ...rest } = (await kept) ?? { hash: undefined };
  const md5 = await createMd5();
  expect(hash && md5.load(hash)).toBe(true);
  expect(rest).toEqual({ done: 100 });
  expect(md5.digest()).toBe(createHash('md5').update(parts[0]).digest('hex'));
});

it('writes and keeps nothing once the thread that hashes has ended', async () => {
  const { sink, positions } = diskOf(300, { later: false });
  const gone = new Error('The hashing thread ended.');
  const hash = {
    ...(await createMd5()),
    update: () => Promise.reject(gone),
    save: () => Promise.reject(gone),
  };
  const to = hashedSink(sink, hash);
  await to.begin(undefined, never);
  for (const part of [parts[0], parts[1]]) await expect(to.write(part)).rejects.toBe(gone);
  expect(positions).toEqual([0]);
  await expect(to.keep(true)).rejects.toBe(gone);
});

it('reads again what an earlier run has left where its hash is not known', async () => {
  const { sink, disk } = diskOf(300, { later: false });
  disk.set(parts[0]);
  const to = hashedSink(sink, await createMd5());
  expect(await to.begin({ done: 100, hash: undefined }, never)).toBe(100);
  for (const part of [parts[1], parts[2]]) await to.write(part);
  expect(await to.digest()).toBe(createHash('md5').update(content).digest('hex'));
});

it('vouches for no byte of it that is another by now', async () => {
  const { sink, disk } = diskOf(300, { later: false });
  disk.set(parts[0]);
  disk[7] = (disk[7] ?? 0) ^ 1;
  const to = hashedSink(sink, await createMd5());
  await to.begin({ done: 100, hash: undefined }, never);
  for (const part of [parts[1], parts[2]]) await to.write(part);
  expect(await to.digest()).not.toBe(createHash('md5').update(content).digest('hex'));
});

it('stops reading what an earlier run has left once it is told to, and notes nothing less than is known of it', async () => {
  const stop = new AbortController();
  const { sink } = diskOf(300, { later: false });
  let reads = 0;
  const read = (_: number, length: number) => {
    if (++reads === 2) stop.abort(new Error('paused'));
    return new Uint8Array(length);
  };
  const to = hashedSink({ ...sink, read }, await createMd5());
  await expect(to.begin({ done: 1e9, hash: undefined }, stop.signal)).rejects.toThrow('paused');
  expect(reads).toBe(2);
  expect(await to.keep(true)).toBeUndefined();
});
