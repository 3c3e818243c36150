import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createKeyKeeper } from '../key-keeper.ts';
import { createMd5 } from '../md5/md5.ts';
import { StorageFailure } from '../storage-failure.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { DownloadCancelled } from './failures.ts';
import { SinkFailure, type StoredFile } from './ports.ts';
import { someBytes } from './testing/download-fixture.ts';
import { type Answer, fakeSource } from './testing/fake-source.ts';
import { verifiedBytes } from './verified-bytes.ts';
import { writtenFirst } from './written-first.ts';
import { zipFiles, zipLength } from './zip-files.ts';
import { zipPlaces } from './zip-places.ts';

interface Before {
  /** What an earlier run has written, all of it noted. */
  written?: Uint8Array;
  signal?: AbortSignal;
  /** Bytes that the disk takes. */
  room?: number;
}

/** A zip of `contents` from scripted storage; `answer` scripts the requests for one path. */
async function zip(
  contents: Record<string, Uint8Array>,
  answer: Record<string, Answer> = {},
  {
    written = new Uint8Array(),
    signal = new AbortController().signal,
    room = Number.POSITIVE_INFINITY,
  }: Before = {},
) {
  const clock = fakeClock();
  const paths = Object.keys(contents);
  const files: StoredFile[] = await Promise.all(
    paths.map(async (path) => {
      const content = contents[path] ?? new Uint8Array();
      return {
        path,
        size: content.length,
        etag: `"${path}"`,
        md5: createHash('md5').update(content).digest('hex'),
      };
    }),
  );
  const disk = new Uint8Array(zipLength(files));
  disk.set(written);
  const places = zipPlaces(files);
  const log: string[] = [];
  let noted: number | undefined;
  let [open, most, end, sent, ended] = [0, 0, written.length, 0, 0];
  async function* openFile(index: number, signal: AbortSignal) {
    const file = files[index];
    if (!file) throw new Error('no such file');
    most = Math.max(most, ++open);
    const stored = fakeSource(contents[file.path] ?? new Uint8Array(), () => answer[file.path] ?? {});
    const at = places[index]?.content ?? 0;
    async function* read(from: number, to: number) {
      yield disk.slice(at + from, at + to);
    }
    const source = writtenFirst(read, Math.min(file.size, Math.max(0, written.length - at)), stored.source);
    const portal = { renewKey: async () => ({ url: 'key', expiresAt: '' }) };
    const keys = createKeyKeeper({ url: 'key', askedAt: clock.now() }, portal, clock);
    const hash = await createMd5();
    yield* verifiedBytes(
      {
        source,
        keys,
        clock,
        network: { online: () => true, restored: async () => {} },
        random: () => 0.5,
        hash,
      },
      file,
      {},
      signal,
    );
    sent += stored.sent();
    open--;
    ended++;
  }
  const sink = {
    write(position: number, bytes: Uint8Array) {
      expect(position).toBe(end);
      if (position + bytes.length > room) throw new SinkFailure({ full: true });
      disk.set(bytes, position);
      end += bytes.length;
    },
    truncate: (size: number) => expect(size).toBe(written.length),
    read: () => new Uint8Array(),
    keep: () => ({}),
    close: async () => void log.push('close'),
    discard: async () => void log.push('discard'),
  };
  const journal = {
    save: async (done: number) => {
      // What is noted is there, whenever it is noted.
      expect(done).toBeLessThanOrEqual(end);
      noted = done;
    },
    forget: async () => {
      noted = undefined;
    },
  };
  const run = zipFiles(
    files,
    openFile,
    { sink, journal, clock },
    { lastModified: new Date(2026, 0, 1), from: written.length, onDone: () => clock.advance(500) },
    signal,
  );
  const bytes = () => Buffer.from(disk.subarray(0, end));
  return {
    run,
    bytes,
    log,
    files,
    most: () => most,
    noted: () => noted,
    sent: () => sent,
    ended: () => ended,
  };
}

const contents = {
  'readme.txt': someBytes(10),
  'empty.bin': new Uint8Array(),
  'days/monday.csv': someBytes(300_000),
  'days/größe 1.csv': someBytes(5 * 1024 * 1024 + 1),
  'last.csv': someBytes(1),
};

it('holds every file whole, in order, and is as long as was foretold', async () => {
  const made = await zip(contents);
  await made.run;
  expect(made.log).toEqual(['close']);
  const bytes = made.bytes();
  expect(bytes.length).toBe(zipLength(made.files));
  let at = 0;
  for (const [path, content] of Object.entries(contents)) {
    const name = Buffer.from(path);
    const start = bytes.indexOf(name, at) + name.length;
    expect(Buffer.compare(bytes.subarray(start, start + content.length), content), path).toBe(0);
    at = start + content.length;
  }
});

it('fetches small files before their turn, a few at a time', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [`part ${n}.csv`, someBytes(1000 + n)]),
  );
  const made = await zip(many);
  await made.run;
  expect(made.most()).toBe(6);
});

it('notes on its way how far it came, and on a full disk what is there', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 100 }, (_, n) => [`part ${n}.csv`, someBytes(100_000 + n)]),
  );
  const made = await zip(many, {}, { room: 6 * 1024 * 1024 });
  await expect(made.run).rejects.toThrow('The disk is full');
  expect(made.log).toEqual(['close']);
  const written = made.bytes();
  expect(written.length).toBeGreaterThan(3 * 1024 * 1024);
  expect(made.noted()).toBe(written.length);
  const again = await zip(many, {}, { written });
  await again.run;
  const whole = await zip(many);
  await whole.run;
  expect(Buffer.compare(again.bytes(), whole.bytes())).toBe(0);
});

it('notes what came also where it is less than is written together', async () => {
  const few = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`part ${n}.csv`, someBytes(1000)]));
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const made = await zip(few, { 'part 4.csv': { wait: () => held } });
  await expect.poll(made.noted).toBeGreaterThan(3000);
  go();
  await made.run;
});

it('fetches on while one file takes its time', async () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`part ${n}.csv`, someBytes(1000)]));
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const made = await zip(many, { 'part 0.csv': { wait: () => held } });
  await expect.poll(made.ended).toBe(39);
  go();
  await made.run;
  expect(made.ended()).toBe(40);
});

it.each([
  ['days/monday.csv', { refuse: new StorageFailure('refused', { status: 404 }) }, 'MissingBytes'],
  ['days/größe 1.csv', { flipAt: 70_000 }, 'DamagedBytes'],
  ['last.csv', { flipAt: 0 }, 'DamagedBytes'],
])('fails where %s cannot be had whole, and keeps what stands before it', async (path, answer, name) => {
  const made = await zip(contents, { [path]: answer });
  await expect(made.run).rejects.toMatchObject({ name, message: expect.stringContaining(path) });
  expect(made.log).toEqual(['close']);
  const written = made.bytes().subarray(0, made.noted());
  expect(written.length).toBeLessThanOrEqual(contentOf(made.files, path));

  const again = await zip(contents, {}, { written });
  await again.run;
  expect(again.bytes().equals(await whole())).toBe(true);
});

it('leaves nothing where storage holds other bytes than the sealed ones', async () => {
  const refuse = new StorageFailure('refused', { status: 412 });
  const made = await zip(contents, { 'days/größe 1.csv': { refuse } });
  await expect(made.run).rejects.toMatchObject({ name: 'ChangedBytes' });
  expect(made.log).toEqual(['discard']);
  expect(made.noted()).toBeUndefined();
});

it('leaves nothing where it is cancelled', async () => {
  const made = await zip(contents, {}, { signal: AbortSignal.abort(new DownloadCancelled()) });
  await expect(made.run).rejects.toThrow();
  expect(made.log).toEqual(['discard']);
});

it('goes on from any byte, fetches nothing that is there, and makes the same zip', async () => {
  // Each of many places makes the whole zip anew.
  const few = { ...contents, 'days/größe 1.csv': someBytes(500_000) };
  const made = await zip(few);
  await made.run;
  const all = made.bytes();
  const length = Object.values(few).reduce((sum, { length }) => sum + length, 0);
  const places = zipPlaces(made.files);
  const edges = places.flatMap(({ entry, content }) => [entry, entry + 1, content - 1, content, content + 1]);
  for (const from of [...edges, 400_000, all.length - 30, all.length - 1, all.length]) {
    const again = await zip(few, {}, { written: all.subarray(0, from) });
    await again.run;
    expect(again.bytes().equals(all), `from ${from}`).toBe(true);
    const there = Object.values(few).reduce(
      (sum, { length }, index) => sum + Math.min(length, Math.max(0, from - (places[index]?.content ?? 0))),
      0,
    );
    expect(again.sent(), `from ${from}`).toBe(length - there);
  }
});

it('finds what was damaged on the disk meanwhile, and fetches that file again', async () => {
  const all = await whole();
  const written = all.subarray(0, all.length - 1000);
  const at = zipPlaces((await zip(contents)).files)[2]?.content ?? 0;
  written[at + 5] = (written[at + 5] ?? 0) ^ 1;
  const made = await zip(contents, {}, { written });
  await expect(made.run).rejects.toMatchObject({ name: 'DamagedBytes' });
  const again = await zip(contents, {}, { written: made.bytes().subarray(0, made.noted()) });
  await again.run;
  expect(again.bytes().equals(await whole())).toBe(true);
});

async function whole(): Promise<Buffer> {
  const made = await zip(contents);
  await made.run;
  return made.bytes();
}

function contentOf(files: readonly StoredFile[], path: string): number {
  return zipPlaces(files)[files.findIndex((file) => file.path === path)]?.content ?? 0;
}
