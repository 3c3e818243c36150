import { expect, it } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { readBlockId } from './block-plan.ts';
import { StorageFailure } from './storage-failure.ts';
import { md5Of, type Request } from './testing/fake-storage.ts';
import { uploadFixture } from './testing/upload-fixture.ts';
import { sentBytes } from './transfer-state.ts';

const refused = (status: number, code = '', retryAfterMs?: number) =>
  new StorageFailure('refused', { status, code, retryAfterMs });

function indexOf(request: Request): number | undefined {
  return request.verb === 'stage' ? readBlockId(request.id)?.index : undefined;
}

it('brings every byte to storage in the planned blocks and lists the dataset', async () => {
  const upload = uploadFixture({ size: 10_500, blockSize: 1000 });
  await upload.run();
  const staged = upload.requests.filter(({ verb }) => verb === 'stage');
  expect(new Set(staged.map(indexOf))).toEqual(new Set(Array.from({ length: 11 }, (_, index) => index)));
  expect(staged).toHaveLength(11);
  expect(Buffer.compare(upload.blob()?.content ?? new Uint8Array(), upload.content)).toBe(0);
  expect(upload.blob()).toMatchObject({ md5: md5Of(upload.content), contentType: 'text/csv' });
  expect(upload.confirms).toEqual([{ etag: '"etag-1"', md5: md5Of(upload.content) }]);
  expect(upload.state().phase).toEqual({ name: 'done', listed: upload.listed });
  expect(sentBytes(upload.state())).toBe(10_500);
});

it('commits in file order, whatever order the blocks arrive in', async () => {
  const late: (() => void)[] = [];
  const upload = uploadFixture({
    size: 4000,
    script: (request) => {
      if (request.verb === 'commit') return undefined;
      const turn = new Promise<undefined>((resolve) => late.push(() => resolve(undefined)));
      // The fourth block lets them go, last first.
      if (late.length === 4) for (const go of late.reverse()) go();
      return turn;
    },
  });
  await upload.run();
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
});

it('makes an empty blob of an empty file', async () => {
  const upload = uploadFixture({ size: 0 });
  await upload.run();
  expect(upload.requests.map(({ verb }) => verb)).toEqual(['commit']);
  expect(upload.blob()).toMatchObject({ md5: 'd41d8cd98f00b204e9800998ecf8427e' });
  expect(upload.blob()?.content).toHaveLength(0);
  expect(upload.state().phase.name).toBe('done');
});

it('sends again only the block that failed, after a pause', async () => {
  const upload = uploadFixture({
    script: (_, n) => (n === 3 ? refused(503) : n === 4 ? new StorageFailure('network') : undefined),
  });
  await upload.run();
  expect(upload.requests).toHaveLength(11 + 2 + 1);
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
});

it('waits as long as storage asks', async () => {
  const upload = uploadFixture({
    size: 10,
    script: (_, n) => (n === 1 ? refused(503, 'ServerBusy', 7000) : undefined),
  });
  await upload.run();
  const pause = upload.events.find(({ type }) => type === 'waiting');
  expect(pause).toMatchObject({ retryAt: 1_007_000, reason: 'storage is busy' });
  expect(upload.state().phase.name).toBe('done');
});

it('finishes while three of ten answers are 503, nothing lost and nothing doubled', async () => {
  const upload = uploadFixture({ size: 100_000, script: (_, n) => (n % 10 < 3 ? refused(503) : undefined) });
  await upload.run();
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
  expect(upload.confirms).toHaveLength(1);
});

it('gives up after the last try with a reason, and goes on from there when run again', async () => {
  let broken = true;
  const upload = uploadFixture({
    script: (request) => (broken && indexOf(request) === 9 ? refused(500) : undefined),
  });
  await upload.run();
  expect(upload.state().phase).toMatchObject({
    name: 'failed',
    reason: 'Storage stayed busy through every retry; try again later.',
  });
  const before = upload.requests.length;
  broken = false;
  await upload.run();
  const again = upload.requests.slice(before).filter(({ verb }) => verb === 'stage');
  expect(again.length).toBeLessThanOrEqual(2);
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
});

it('going on, stages again what changed in the file meanwhile', async () => {
  let broken = true;
  const upload = uploadFixture({
    script: (request) => (broken && indexOf(request) === 9 ? refused(500) : undefined),
  });
  await upload.run();
  broken = false;
  upload.content[0] = 255;
  upload.setState({ ...upload.state(), hashed: undefined });
  const changed = new Blob([upload.content]);
  const source = {
    size: changed.size,
    contentType: 'text/csv',
    slice: (start: number, end: number) => changed.slice(start, end),
  };
  await upload.run({ source });
  expect(upload.state().phase.name).toBe('done');
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
});

it('stops at once where storage refuses for good, and stops the other lanes', async () => {
  const upload = uploadFixture({
    script: (_, n) => (n === 2 ? refused(413, 'RequestBodyTooLarge') : undefined),
  });
  await upload.run();
  expect(upload.requests.length).toBeLessThanOrEqual(5);
  expect(upload.state().phase).toMatchObject({
    name: 'failed',
    reason: 'Storage refused the upload (413 RequestBodyTooLarge); try again, and tell an Owner if it stays.',
  });
});

it('renews a refused key once for all lanes and loses no block', async () => {
  const upload = uploadFixture({
    script: ({ url }, n) => (n > 4 && url === 'key-1' ? refused(403, 'AuthenticationFailed') : undefined),
  });
  await upload.run();
  expect(upload.calls.renewals).toBe(1);
  expect(upload.clock.waits.filter((ms) => ms < 60_000)).toEqual([]);
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
});

it('stops where storage refuses the fresh key too', async () => {
  const upload = uploadFixture({ size: 10, script: () => refused(403) });
  await upload.run();
  expect(upload.requests).toHaveLength(2);
  expect(upload.state().phase).toMatchObject({
    name: 'failed',
    reason: 'Storage refused a fresh key; ask an Owner to check the storage account and its network rules.',
  });
});

it('renews its key at two thirds of its life, whatever the time of day is said to be', async () => {
  const upload = uploadFixture({
    width: 1,
    script: (_, n) => {
      if (n === 5) upload.clock.advance(10 * 60_000);
      return undefined;
    },
  });
  await upload.run();
  expect(upload.requests.map(({ url }) => url)).toEqual([
    ...Array.from({ length: 5 }, () => 'key-1'),
    ...Array.from({ length: 7 }, () => 'key-2'),
  ]);
});

it('waits out a portal that does not answer the renewal', async () => {
  const down = new SluiceError('unavailable', 'The portal cannot be reached.');
  const upload = uploadFixture({
    size: 10,
    script: ({ url }) => (url === 'key-1' ? refused(403) : undefined),
    renewKey: (n) => (n < 4 ? down : undefined),
  });
  await upload.run();
  expect(upload.calls.renewals).toBe(4);
  expect(upload.state().phase.name).toBe('done');
});

it('goes on when the acknowledgement of the commit was lost', async () => {
  const upload = uploadFixture({
    script: (request, n) => (request.verb === 'commit' && n === 12 ? 'lose' : undefined),
  });
  await upload.run();
  expect(upload.requests.slice(11).map((request) => request.verb === 'commit' && request.onlyNew)).toEqual([
    true,
    true,
    false,
  ]);
  expect(upload.confirms.map((receipt) => receipt?.etag)).toEqual(['"etag-2"']);
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
  expect(upload.state().phase.name).toBe('done');
});

it('gives up a request in which nothing moves for a minute, and sends that block again', async () => {
  const upload = uploadFixture({ script: (_, n) => (n === 2 ? new Promise(() => {}) : undefined) });
  await upload.run();
  expect(upload.clock.waits).toContain(60_000);
  expect(upload.requests).toHaveLength(11 + 1 + 1);
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
});

it('says so when the file can no longer be read, instead of trying on', async () => {
  const gone = new Blob(['x']);
  gone.slice = () => gone;
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  const upload = uploadFixture({ size: 10 });
  await upload.run({
    source: { size: 10, contentType: 'text/csv', slice: () => gone },
    storage: { ...upload.storage, stageBlock: () => Promise.reject(new StorageFailure('network')) },
  });
  expect(upload.state().phase).toMatchObject({
    name: 'failed',
    reason: 'The file was changed, moved or deleted while it was read; choose it again.',
  });
});

it('pauses at any request, tells nobody, and goes on with only what is missing', async () => {
  const upload = uploadFixture({
    script: (_, n) => {
      if (n !== 6) return undefined;
      upload.pause();
      return new Promise<never>(() => {});
    },
  });
  await upload.run();
  expect(upload.state().phase).toEqual({ name: 'paused' });
  expect(upload.calls.cancels).toBe(0);
  const [before, held] = [upload.requests.length, upload.held().blocks.length];
  await upload.run();
  expect(upload.state().phase.name).toBe('done');
  // A block whose answer the pause overtook goes again: one for each lane at most.
  expect(upload.requests.length - before).toBeLessThanOrEqual(11 - held + 4 + 1);
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
  expect(upload.blob()?.md5).toBe(md5Of(upload.content));
});

it('pauses also while it looks whether a file on a disk that went away can still be read', async () => {
  const upload = uploadFixture({
    script: (_, n) => {
      if (n !== 3) return undefined;
      setImmediate(upload.pause);
      return new StorageFailure('network');
    },
  });
  const silent = { arrayBuffer: () => new Promise(() => {}) };
  const slice = (start: number, end: number) =>
    Object.assign(new Blob([upload.content.subarray(start, end)]), { slice: () => silent });
  await upload.run({ source: { size: upload.content.length, contentType: 'text/csv', slice } });
  expect(upload.state().phase.name).toBe('paused');
});

it('tries little while the device is offline, and goes on by itself', async () => {
  const upload = uploadFixture({
    script: (_, n) => {
      if (n !== 3) return undefined;
      upload.network.cut();
      return new StorageFailure('network');
    },
  });
  const running = upload.run();
  await expect
    .poll(() => upload.events)
    .toContainEqual(
      expect.objectContaining({ type: 'waiting', retryAt: undefined, reason: 'this device is offline' }),
    );
  upload.network.restore();
  await running;
  expect(upload.state().phase.name).toBe('done');
  expect(upload.clock.waits.filter((ms) => ms < 30_000)).toEqual([]);
});

it('tries now and then what the browser calls offline: a computer without a network may have storage on itself', async () => {
  const upload = uploadFixture({
    script: (_, n) => {
      if (n < 3 || n > 5) return undefined;
      upload.network.cut();
      return new StorageFailure('network');
    },
  });
  await upload.run();
  expect(upload.state().phase.name).toBe('done');
  expect(upload.network.online()).toBe(false);
});

it('gets through a line that breaks before six blocks at once would be through', async () => {
  const second = 1000;
  let running = 0;
  // All that run share the line: a block alone takes 50 s of it, and the line breaks every 100.
  const upload = uploadFixture({
    width: 6,
    async script(request, n) {
      if (request.verb !== 'stage') return undefined;
      if (n > 1000) return new StorageFailure('refused', { status: 400 });
      const { clock } = upload;
      const breaksAt = (Math.floor(clock.now() / (100 * second)) + 1) * 100 * second;
      running++;
      for (let moved = 0; moved < 50; moved += 5 / running) {
        await clock.wait(5 * second, new AbortController().signal);
        request.onProgress(moved);
        if (clock.now() < breaksAt) continue;
        running--;
        return new StorageFailure('network');
      }
      running--;
      return undefined;
    },
  });
  await upload.run();
  expect(upload.state().phase.name).toBe('done');
  expect(upload.blob()?.content).toEqual(Buffer.from(upload.content));
});
