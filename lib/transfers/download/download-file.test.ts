import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createMd5 } from '../md5/md5.ts';
import { StorageFailure } from '../storage-failure.ts';
import { DamagedBytes, DownloadCancelled } from './failures.ts';
import { streamWindowBytes, windowBytes } from './range-plan.ts';
import { downloadSetting, someBytes } from './testing/download-fixture.ts';

const MiB = 1024 * 1024;
const content = someBytes(3 * MiB + 77);

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

it('brings all bytes in one stream, verified, each request naming the sealed ETag', async () => {
  const to = await downloadSetting(content);
  expect(await to.run()).toEqual({ md5: to.md5, verified: true });
  expect(sha256(to.disk)).toBe(sha256(content));
  expect(to.asked).toEqual([{ url: 'key 1', start: 0, end: content.length, etag: '"sealed"' }]);
  expect(to.log).toEqual(['truncate 0', 'close']);
});

it('loses count of nothing where the sink takes the buffers away', async () => {
  const large = someBytes(60 * MiB);
  const to = await downloadSetting(large, { chunkBytes: MiB, takesBuffers: true });
  expect(await to.run()).toEqual({ md5: to.md5, verified: true });
  expect(sha256(to.disk)).toBe(sha256(large));
});

it('asks nothing for an empty file', async () => {
  const to = await downloadSetting(new Uint8Array(0));
  expect((await to.run()).verified).toBe(true);
  expect(to.asked).toEqual([]);
});

it('goes on at the byte reached where the connection is cut, however often', async () => {
  const to = await downloadSetting(content, { answer: (_, n) => (n < 30 ? { cutAfter: 70_001 } : {}) });
  await to.run();
  expect(sha256(to.disk)).toBe(sha256(content));
  expect(to.sent()).toBe(content.length);
  expect(to.asked[1]?.start).toBe(70_001);
});

it('waits for the network where there is none, and goes on by itself', async () => {
  let online = true;
  const reasons: string[] = [];
  const to = await downloadSetting(content, {
    answer: (_, n) => {
      if (n > 0) return {};
      online = false;
      return { cutAfter: MiB };
    },
    online: () => online,
    restored: async () => {
      online = true;
    },
  });
  await to.run({ onPause: ({ reason }) => reasons.push(reason) });
  expect(reasons).toEqual(['this device is offline']);
  expect(to.asked[1]?.start).toBe(MiB);
  expect(sha256(to.disk)).toBe(sha256(content));
});

it('tries now and then what the browser calls offline: a computer without a network may have storage on itself', async () => {
  const to = await downloadSetting(content, {
    answer: (_, n) => (n === 0 ? { cutAfter: MiB } : {}),
    online: () => false,
    restored: () => new Promise(() => {}),
  });
  await to.run();
  expect(to.asked[1]?.start).toBe(MiB);
  expect(sha256(to.disk)).toBe(sha256(content));
});

it('gives a silent stream up and goes on at the byte reached', async () => {
  const to = await downloadSetting(content, {
    answer: (_, n) => (n === 0 ? { stallAfter: 128 * 1024 } : {}),
  });
  const reasons: string[] = [];
  await to.run({ onPause: ({ reason }) => reasons.push(reason) });
  expect(reasons).toEqual(['storage did not answer in time']);
  expect(to.asked.map(({ start }) => start)).toEqual([0, 128 * 1024]);
  expect(sha256(to.disk)).toBe(sha256(content));
});

it('waits as long as a busy storage asks for', async () => {
  const refuse = new StorageFailure('refused', { status: 503, retryAfterMs: 7_000 });
  const to = await downloadSetting(content, { answer: (_, n) => (n === 0 ? { refuse } : {}) });
  await to.run();
  expect(to.clock.waits).toContain(7_000);
});

it('stops when storage stays busy, and can go on from there', async () => {
  const refuse = new StorageFailure('refused', { status: 503 });
  const to = await downloadSetting(content, { answer: (_, n) => (n === 0 ? { cutAfter: MiB } : { refuse }) });
  await expect(to.run()).rejects.toBe(refuse);
  expect(to.journalled()?.done).toBe(MiB);
  expect(to.log).toEqual(['truncate 0', 'close']);
});

it('closes the file also where nothing can be noted, and tells what went wrong first', async () => {
  const refuse = new StorageFailure('refused', { status: 409 });
  const to = await downloadSetting(content, {
    answer: (_, n) => (n === 0 ? { cutAfter: MiB } : { refuse }),
    keepsNothing: true,
  });
  await expect(to.run()).rejects.toBe(refuse);
  expect(to.log).toEqual(['truncate 0', 'close']);
});

it('renews the key that storage refuses, once', async () => {
  const refuse = new StorageFailure('refused', { status: 403 });
  const to = await downloadSetting(content, {
    answer: ({ url }) => (url === 'key 1' ? { refuse } : {}),
  });
  await to.run();
  expect(to.asked.map(({ url }) => url)).toEqual(['key 1', 'key 2']);
  const never = await downloadSetting(content, { answer: () => ({ refuse }) });
  await expect(never.run()).rejects.toBe(refuse);
  expect(never.asked).toHaveLength(2);
});

it('refuses bytes whose MD5 is not the stored one, and leaves nothing', async () => {
  const to = await downloadSetting(content, { answer: () => ({ flipAt: 2 * MiB }) });
  await expect(to.run()).rejects.toMatchObject({ name: 'DamagedBytes' });
  expect(to.log).toEqual(['truncate 0', 'discard']);
  expect(to.journalled()).toBeUndefined();
});

it('says that nothing was verified where no hash is stored', async () => {
  const to = await downloadSetting(content, { file: { md5: null } });
  expect(await to.run()).toEqual({ md5: to.md5, verified: false });
});

it.each([
  [412, 'ChangedBytes', 'discard'],
  [404, 'MissingBytes', 'close'],
])('says what %i means for the file', async (status, name, end) => {
  const refuse = new StorageFailure('refused', { status });
  const to = await downloadSetting(content, { answer: () => ({ refuse }) });
  await expect(to.run()).rejects.toMatchObject({ name });
  expect(to.log.at(-1)).toBe(end);
});

it('asks only for what is missing after an earlier run, and verifies the whole', async () => {
  const done = 2 * MiB;
  const hash = await createMd5();
  hash.update(content.subarray(0, done));
  const former = { done, hash: hash.save() };
  const to = await downloadSetting(content, { former, onDisk: content.subarray(0, done) });
  expect(await to.run()).toEqual({ md5: to.md5, verified: true });
  expect(to.asked.map(({ start }) => start)).toEqual([done]);
  expect(to.sent()).toBe(content.length - done);
  expect(to.log[0]).toBe(`truncate ${done}`);
  expect(sha256(to.disk)).toBe(sha256(content));
});

it('reads what is there where the journal was written by another build, and asks for the rest alone', async () => {
  const former = { done: MiB, hash: new Uint8Array(3) };
  const to = await downloadSetting(content, { former, onDisk: content.subarray(0, MiB) });
  expect((await to.run()).verified).toBe(true);
  expect(to.asked[0]?.start).toBe(MiB);
});

it('tells other bytes than the stored ones also where an earlier run had them right', async () => {
  const changed = content.slice(0, MiB);
  changed[5] = (changed[5] ?? 0) ^ 1;
  const to = await downloadSetting(content, { former: { done: MiB, hash: undefined }, onDisk: changed });
  await expect(to.run()).rejects.toBeInstanceOf(DamagedBytes);
});

it('stops at once when told to, with what came noted', async () => {
  const stop = new AbortController();
  const to = await downloadSetting(content);
  const onDone = (bytes: number) => bytes >= MiB && stop.abort(new Error('paused'));
  await expect(to.run({ onDone }, stop.signal)).rejects.toThrow('paused');
  expect(to.journalled()?.done).toBeGreaterThanOrEqual(MiB);
  expect(to.journalled()?.done).toBeLessThan(2 * MiB);
});

it('leaves nothing when it is cancelled', async () => {
  const stop = new AbortController();
  const to = await downloadSetting(content);
  const onDone = (bytes: number) => bytes >= MiB && stop.abort(new DownloadCancelled());
  await expect(to.run({ onDone }, stop.signal)).rejects.toBeInstanceOf(DownloadCancelled);
  expect(to.log.at(-1)).toBe('discard');
  expect(to.journalled()).toBeUndefined();
});

it('divides a large file where that pays, in order, within its memory', { timeout: 30_000 }, async () => {
  const large = someBytes(160 * MiB);
  const widths: number[] = [];
  let ahead = 0;
  // Each request brings 1 MiB in 50 ms, however many run.
  const to = await downloadSetting(large, {
    chunkBytes: MiB,
    answer: (_, n) => ({
      wait: (signal) => to.clock.wait(50, signal),
      // The first of the later pieces is slow to come: what follows it waits in memory.
      ...(n === 3 ? { cutAfter: 1 } : {}),
    }),
  });
  await to.run({
    onWidth: (width) => widths.push(width),
    onMoved: (bytes) => {
      ahead = Math.max(ahead, bytes);
    },
  });
  expect(widths.slice(0, 2)).toEqual([3, 6]);
  expect(ahead).toBeGreaterThan(8 * MiB);
  expect(ahead).toBeLessThanOrEqual(windowBytes + 6 * MiB);
  expect(sha256(to.disk)).toBe(sha256(large));
  expect(to.sent()).toBeLessThan(large.length + 8 * MiB);
});

it('comes as one stream where something on the way takes ranges off, and goes on after a cut', {
  timeout: 30_000,
}, async () => {
  const large = someBytes(80 * MiB);
  const to = await downloadSetting(large, {
    chunkBytes: MiB,
    answer: (_, n) => ({
      isWhole: true,
      wait: (signal) => to.clock.wait(50, signal),
      ...(n === 0 ? { cutAfter: 60 * MiB } : {}),
    }),
  });
  await to.run();
  expect(to.asked.map(({ start }) => start)).toEqual([0, 60 * MiB]);
  expect(sha256(to.disk)).toBe(sha256(large));
});

it('does not read on while the disk is slow', { timeout: 30_000 }, async () => {
  const large = someBytes(80 * MiB);
  let [ahead, writes] = [0, 0];
  const to = await downloadSetting(large, {
    chunkBytes: MiB,
    write: () => (writes++ === 0 ? standstill(to.sent) : undefined),
  });
  await to.run({
    onMoved: (bytes) => {
      ahead = Math.max(ahead, bytes);
    },
  });
  expect(ahead).toBeLessThanOrEqual(streamWindowBytes + MiB);
  expect(sha256(to.disk)).toBe(sha256(large));
});

/** Until nothing more was sent for a hundred turns of the event loop. */
async function standstill(sent: () => number): Promise<void> {
  for (let [before, quiet] = [-1, 0]; quiet < 100; quiet++) {
    await new Promise(setImmediate);
    if (sent() !== before) [before, quiet] = [sent(), 0];
  }
}
