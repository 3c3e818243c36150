import { createMD5, md5 } from 'hash-wasm';
import { expect, it } from 'vitest';
import { createKeyKeeper } from '../key-keeper.ts';
import { StorageFailure } from '../storage-failure.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import type { StoredFile } from './ports.ts';
import { someBytes } from './testing/download-fixture.ts';
import { type Answer, fakeSource } from './testing/fake-source.ts';
import { verifiedBytes } from './verified-bytes.ts';
import { zipFiles, zipLength } from './zip-files.ts';

/** A zip of `contents` from scripted storage; `answer` scripts the requests for one path. */
async function zip(contents: Record<string, Uint8Array>, answer: Record<string, Answer> = {}) {
  const clock = fakeClock();
  const paths = Object.keys(contents);
  const files: StoredFile[] = await Promise.all(
    paths.map(async (path) => {
      const content = contents[path] ?? new Uint8Array();
      return { path, size: content.length, etag: `"${path}"`, md5: await md5(content) };
    }),
  );
  const chunks: Uint8Array[] = [];
  const log: string[] = [];
  let [open, most] = [0, 0];
  async function* openFile(index: number, signal: AbortSignal) {
    const file = files[index];
    if (!file) throw new Error('no such file');
    most = Math.max(most, ++open);
    const { source } = fakeSource(contents[file.path] ?? new Uint8Array(), () => answer[file.path] ?? {});
    const portal = { renewKey: async () => ({ url: 'key', expiresAt: '' }) };
    const keys = createKeyKeeper({ url: 'key', askedAt: clock.now() }, portal, clock);
    const hash = await createMD5();
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
    open--;
  }
  const sink = {
    write: (_: number, bytes: Uint8Array) => void chunks.push(bytes.slice()),
    truncate: () => {},
    keep: () => false,
    close: async () => void log.push('close'),
    discard: async () => void log.push('discard'),
  };
  const run = zipFiles(
    files,
    openFile,
    sink,
    { lastModified: new Date(2026, 0, 1), onDone: () => {} },
    new AbortController().signal,
  );
  const bytes = () => Buffer.concat(chunks);
  return { run, bytes, log, files, most: () => most };
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

it.each([
  ['days/monday.csv', { refuse: new StorageFailure('refused', { status: 404 }) }, 'MissingBytes'],
  ['days/größe 1.csv', { refuse: new StorageFailure('refused', { status: 412 }) }, 'ChangedBytes'],
  ['days/größe 1.csv', { flipAt: 70_000 }, 'DamagedBytes'],
  ['last.csv', { flipAt: 0 }, 'DamagedBytes'],
])('fails and leaves nothing where %s cannot be had whole', async (path, answer, name) => {
  const made = await zip(contents, { [path]: answer });
  await expect(made.run).rejects.toMatchObject({ name, message: expect.stringContaining(path) });
  expect(made.log).toEqual(['discard']);
});
