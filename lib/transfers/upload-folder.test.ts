import { expect, it } from 'vitest';
import { sentFolderBytes } from './folder-state.ts';
import { UnreadableSource } from './ports.ts';
import { StorageFailure } from './storage-failure.ts';
import { md5Of } from './testing/fake-storage.ts';
import { folderFixture } from './testing/folder-fixture.ts';

const never = new Promise<never>(() => {});
const bytes = (length: number, seed = 1) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 7) % 251);
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`part/${index}.csv`, bytes(100, index)]));

it('sends small files in one request each, with keys asked for by the hundreds, and lists them once', async () => {
  const files = many(350);
  const folder = folderFixture({ files });
  await folder.run();
  expect(folder.batches.map(({ length }) => length)).toEqual([50, 250, 50]);
  expect(folder.requests().every(({ verb }) => verb === 'put')).toBe(true);
  expect(folder.requests()).toHaveLength(350);
  for (const [path, content] of Object.entries(files)) expect(folder.stored(path)).toEqual(content);
  expect(folder.state()).toMatchObject({
    phase: { name: 'done', listed: folder.listed },
    done: 350,
    unchanged: 0,
  });
  expect(sentFolderBytes(folder.state())).toBe(35_000);
  expect(folder.calls.confirms).toBe(1);
});

it('sends a large file in blocks and has it sealed', async () => {
  const files = { 'small.csv': bytes(10), 'large.bin': bytes(20 * 1024 * 1024) };
  const folder = folderFixture({ files });
  await folder.run();
  expect(
    folder
      .requests()
      .map(({ verb }) => verb)
      .sort(),
  ).toEqual(['commit', 'put', 'stage', 'stage', 'stage']);
  expect(folder.sealed).toEqual(['large.bin']);
  expect(md5Of(folder.stored('large.bin') ?? new Uint8Array())).toBe(md5Of(files['large.bin']));
  expect(folder.state().phase.name).toBe('done');
});

it('lets a single file begin before a folder of many large ones is through, and pauses at once', async () => {
  const content = new Uint8Array(9 * 1024 * 1024);
  const files = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}.bin`, content]));
  let single: Promise<void> | undefined;
  let begunBefore = 0;
  const folder = folderFixture({
    files,
    script: () => {
      single ??= folder.fileLanes.run(new AbortController().signal, async () => {
        begunBefore = folder.batches.length;
        folder.pause();
      });
      return undefined;
    },
  });
  await folder.run();
  await single;
  expect(begunBefore).toBeGreaterThan(0);
  expect(begunBefore).toBeLessThanOrEqual(2 * folder.fileLanes.width);
  expect(folder.batches.length).toBeLessThanOrEqual(begunBefore + folder.fileLanes.width);
  expect(folder.state().phase.name).toBe('paused');
});

it('sends all other large files where some fail, more than are under way at once', async () => {
  const content = new Uint8Array(9 * 1024 * 1024);
  const files = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`${index}.bin`, content]));
  const folder = folderFixture({
    files,
    script: ({ url }) =>
      /^[0134]\.bin/.test(url) ? new StorageFailure('refused', { status: 413 }) : undefined,
  });
  await folder.run();
  expect(folder.sealed.toSorted()).toEqual(['2.bin', '5.bin']);
  expect(folder.state()).toMatchObject({ phase: { name: 'failed' }, done: 2 });
  expect(folder.state().failed).toHaveLength(4);
});

it('asks a large file that storage holds whole whether it is still the one, where it was chosen again', async () => {
  const files = { 'large.bin': new Uint8Array(9 * 1024 * 1024).fill(1) };
  const folder = folderFixture({ files });
  const sealedAs = () => folder.events.findLast(({ type }) => type === 'file');
  await folder.run();
  expect(folder.hashed).toHaveLength(1);
  // As it goes on between the commit and the seal: nothing was chosen since, and nothing is read.
  await folder.run();
  expect(folder.hashed).toHaveLength(1);
  await folder.run([], { chosenAgain: true });
  expect(folder.hashed).toHaveLength(2);
  expect(folder.requests().map(({ verb }) => verb)).toEqual(['stage', 'stage', 'commit']);
  expect(sealedAs()).toMatchObject({ file: { outcome: 'uploaded', md5: md5Of(files['large.bin']) } });

  files['large.bin'] = new Uint8Array(9 * 1024 * 1024).fill(2);
  await folder.run([], { chosenAgain: true });
  expect(md5Of(folder.stored('large.bin') ?? new Uint8Array())).toBe(md5Of(files['large.bin']));
  expect(sealedAs()).toMatchObject({ file: { outcome: 'uploaded', md5: md5Of(files['large.bin']) } });
});

it('takes an empty file like any other', async () => {
  const folder = folderFixture({ files: { 'nothing.txt': bytes(0) } });
  await folder.run();
  expect(folder.stored('nothing.txt')).toHaveLength(0);
  expect(folder.state().phase.name).toBe('done');
});

it('sends nothing of what the version before holds, large or small', async () => {
  const files = { 'same.csv': bytes(50, 1), 'new.csv': bytes(50, 2), 'large.bin': bytes(9 * 1024 * 1024) };
  const known = [md5Of(files['same.csv']), md5Of(files['large.bin'])];
  const folder = folderFixture({ files, known, compare: true });
  await folder.run();
  expect(folder.requests()).toHaveLength(1);
  expect(folder.stored('new.csv')).toEqual(files['new.csv']);
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 3, unchanged: 2 });
});

it('lets one failure stop nothing else, tells which and why, and sends only that one again', async () => {
  let broken = true;
  const files = many(20);
  const folder = folderFixture({
    files,
    script: (request) =>
      broken && request.url === 'part/7.csv'
        ? new StorageFailure('refused', { status: 413, code: 'RequestBodyTooLarge' })
        : undefined,
  });
  await folder.run();
  expect(folder.state().phase).toMatchObject({
    name: 'failed',
    reason: '1 file of 20 did not get through; retry to send what is missing, or go on without it.',
  });
  expect(folder.state().failed).toMatchObject([
    { path: 'part/7.csv', outcome: 'failed', reason: expect.stringContaining('413') },
  ]);
  expect(folder.calls.confirms).toBe(0);

  const through = Object.keys(files).filter((path) => path !== 'part/7.csv');
  const before = folder.requests().length;
  await folder.run(through);
  expect(folder.state().failed).toHaveLength(1);
  broken = false;
  await folder.run(through);
  expect(folder.requests().length - before).toBe(2);
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 20, failed: [] });
});

it('takes a refused overwrite after a lost acknowledgement for what it is', async () => {
  let lost = false;
  const folder = folderFixture({
    files: many(3),
    script: () => {
      if (lost) return undefined;
      lost = true;
      return 'lose';
    },
  });
  await folder.run();
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 3 });
});

it('sends once more what storage turns out to lack at the confirm', async () => {
  const folder = folderFixture({
    files: many(5),
    missing: (n) => (n === 1 ? ['part/2.csv'] : []),
  });
  await folder.run();
  expect(folder.calls.confirms).toBe(2);
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 5 });
  expect(sentFolderBytes(folder.state())).toBe(500);
});

it('sends all that turns out to be lacking, though the portal names but some of it at once', async () => {
  const lost = Object.keys(many(300)).slice(0, 250);
  const folder = folderFixture({
    files: many(300),
    missing: (n) => lost.slice((n - 1) * 100, n * 100),
    missingCount: (n) => Math.max(0, lost.length - (n - 1) * 100),
  });
  await folder.run();
  expect(folder.calls.confirms).toBe(4);
  expect(folder.requests()).toHaveLength(300 + 250);
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 300 });
});

it('sends all where the portal has heard of none of them', async () => {
  const files = { 'a.csv': bytes(3), 'b.csv': bytes(4) };
  const folder = folderFixture({ files, missing: () => [], missingCount: (n) => (n === 1 ? 2 : 0) });
  // As remembered of a reservation that the portal has closed since.
  await folder.run(['a.csv', 'b.csv']);
  expect(folder.batches.flat().sort()).toEqual(['a.csv', 'b.csv']);
  expect(folder.state()).toMatchObject({ phase: { name: 'done' } });
});

it('ends where sending again leaves as much lacking', async () => {
  const folder = folderFixture({ files: many(5), missing: () => ['part/2.csv'] });
  await folder.run();
  expect(folder.calls.confirms).toBe(2);
  expect(folder.state().phase).toMatchObject({ name: 'failed', error: { code: 'upload_incomplete' } });
});

it('is done where it was listed for a page that did not live to hear so, with what that page had not noted', async () => {
  const files = { 'a.csv': bytes(3), 'b.csv': bytes(4), 'c.csv': bytes(5) };
  const folder = folderFixture({ files, isClosed: true });
  await folder.run(['a.csv']);
  expect(folder.requests()).toEqual([]);
  expect(folder.state()).toMatchObject({
    phase: { name: 'done', listed: folder.listed },
    done: 2,
    failed: [],
  });
});

it('asks for the folder anew where a file changed while it was read', async () => {
  const folder = folderFixture({ files: many(5), unreadable: ['part/3.csv'] });
  await folder.run();
  expect(folder.state().phase).toMatchObject({
    name: 'failed',
    reason:
      '1 file of 5 did not get through; choose the folder again to send what is missing, or go on without it.',
    error: expect.any(UnreadableSource),
  });
  expect(folder.state().done).toBe(4);
});

it('pauses without telling anybody, and cancels at the portal', async () => {
  let halt = () => {};
  const folder = folderFixture({
    files: many(30),
    script: () => {
      halt();
      return never;
    },
  });
  halt = folder.pause;
  await folder.run();
  expect([folder.state().phase.name, folder.calls.cancels]).toEqual(['paused', 0]);
  halt = folder.cancel;
  await folder.run();
  expect([folder.state().phase.name, folder.calls.cancels]).toEqual(['cancelled', 1]);
});

it('pauses also while a disk that went away is still being read', async () => {
  const folder = folderFixture({ files: many(3), isSilent: true });
  const running = folder.run();
  folder.pause();
  await running;
  expect(folder.state().phase.name).toBe('paused');
});

it('waits out storage that is busy, however many files meet it', async () => {
  let n = 0;
  const folder = folderFixture({
    files: many(120),
    script: () =>
      n++ % 10 < 3 ? new StorageFailure('refused', { status: 503, code: 'ServerBusy' }) : undefined,
  });
  await folder.run();
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 120, failed: [] });
});

it('goes on without what did not get through, and tells the portal which', async () => {
  const folder = folderFixture({
    files: many(5),
    unreadable: ['part/1.csv', 'part/3.csv'],
    described: { fileCount: 5, size: 500, open: ['part/3.csv'] },
  });
  await folder.run();
  const through = ['part/0.csv', 'part/2.csv', 'part/4.csv'];
  folder.reduce({ type: 'left-out' });
  await folder.run(through, { leaveOut: ['part/1.csv', 'part/3.csv'] });
  expect(folder.changes).toEqual([{ fileCount: 3, size: 300, leaveOut: ['part/3.csv'] }]);
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 3, fileCount: 3, leftOut: 2 });
});

it('does not offer to go on without anything, where nothing got through', async () => {
  const folder = folderFixture({ files: many(2), unreadable: ['part/0.csv', 'part/1.csv'] });
  await folder.run();
  expect(folder.state().phase).toMatchObject({
    reason: '2 files of 2 did not get through; choose the folder again to send what is missing.',
  });
});

it('leaves out what is no longer in a folder that is chosen again, by so many as the portal takes at once', async () => {
  const gone = Array.from({ length: 501 }, (_, n) => `gone/${n}.csv`);
  const folder = folderFixture({
    files: many(3),
    described: { fileCount: 504, size: 700, open: ['part/2.csv', ...gone] },
  });
  await folder.run(['part/0.csv'], { chosenAgain: true });
  expect(folder.changes).toEqual([
    { fileCount: 4, size: 300, leaveOut: gone.slice(0, 500) },
    { fileCount: 3, size: 300, leaveOut: gone.slice(500) },
  ]);
  expect(folder.batches.flat()).toEqual(['part/1.csv', 'part/2.csv']);
  expect(folder.state().phase.name).toBe('done');
});

it('changes nothing at the portal where the folder chosen again is what it was', async () => {
  const folder = folderFixture({ files: many(3) });
  await folder.run([], { chosenAgain: true });
  expect(folder.changes).toEqual([]);
});

it('leaves out what is gone though it arrived, where the page that sent it did not live to note so', async () => {
  const folder = folderFixture({
    files: many(3),
    described: { fileCount: 5, size: 500, open: ['gone/1.csv'], arrived: ['part/0.csv', 'gone/2.csv'] },
  });
  await folder.run(['part/0.csv'], { chosenAgain: true });
  expect(folder.changes).toEqual([{ fileCount: 3, size: 300, leaveOut: ['gone/1.csv', 'gone/2.csv'] }]);
  expect(folder.state().phase.name).toBe('done');
});

it('goes on without a file that failed though it had arrived', async () => {
  const folder = folderFixture({
    files: many(2),
    unreadable: ['part/1.csv'],
    described: { fileCount: 2, size: 200, open: [], arrived: ['part/0.csv', 'part/1.csv'] },
  });
  await folder.run();
  folder.reduce({ type: 'left-out' });
  await folder.run(['part/0.csv'], { leaveOut: ['part/1.csv'] });
  expect(folder.changes).toEqual([{ fileCount: 1, size: 100, leaveOut: ['part/1.csv'] }]);
  expect(folder.state().phase.name).toBe('done');
});

it('tells of a folder that was listed before it was chosen again only those files as sent that the version has', async () => {
  const files = { 'a.csv': bytes(3), 'b.csv': bytes(4), 'grew.csv': bytes(9), 'new.csv': bytes(5) };
  const inVersion = new Map([
    ['a.csv', 3],
    ['b.csv', 4],
    ['grew.csv', 7],
  ]);
  const folder = folderFixture({ files, isClosed: true, inVersion });
  await folder.run(['a.csv'], { chosenAgain: true });
  expect(folder.state()).toMatchObject({ phase: { name: 'done' }, done: 1, failedCount: 2 });
  expect(folder.state().failed.map(({ path, reason }) => [path, reason])).toEqual([
    ['grew.csv', expect.stringContaining('another file')],
    ['new.csv', expect.stringContaining('listed before')],
  ]);
});
