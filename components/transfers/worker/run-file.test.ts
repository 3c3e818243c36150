import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { contentBlockId } from '#lib/transfers/block-plan.ts';
import { createLanes } from '#lib/transfers/lanes.ts';
import { DifferentFile, type HeldByStorage, PauseRequest } from '#lib/transfers/ports.ts';
import { fakeClock } from '#lib/transfers/testing/fake-clock.ts';
import { fakeNetwork } from '#lib/transfers/testing/fake-network.ts';
import { fakeStorage } from '#lib/transfers/testing/fake-storage.ts';
import { hasherOf } from '#lib/transfers/testing/upload-fixture.ts';
import { applyTo, newFileJob } from './job.ts';

// The engine and what storage holds are whole here; the browser's workers and the portal are not.
const blockSize = 1000;
let onCommit = () => {};
const storage = fakeStorage(({ verb }) => {
  if (verb === 'commit') onCommit();
  return undefined;
});
const contents = new Map<Blob, Uint8Array>();
let held: () => Promise<HeldByStorage>;
const listed = { datasetId: 'd'.repeat(32), name: 'rain', version: 1 };

vi.mock('./ports.ts', () => ({
  blockLanes: createLanes(2),
  hashAhead: 2,
  sourceOf: (file: File) => ({
    size: file.size,
    contentType: 'text/csv',
    slice: (start: number, end: number) => file.slice(start, end),
  }),
  surroundings: {
    storage: storage.storage,
    network: fakeNetwork(),
    clock: fakeClock(),
    random: () => 0.5,
  },
}));
vi.mock('./portals.ts', () => ({
  filePortal: () => ({
    held: () => held(),
    renewKey: async () => ({ url: 'key', expiresAt: '2100-01-01T00:00:00Z' }),
    confirm: async () => listed,
    cancel: async () => {},
  }),
}));
vi.mock('./hash-pool.ts', () => ({
  createHasher: (file: Blob) => ({ ...hasherOf(contents.get(file) as Uint8Array, blockSize), close() {} }),
  digestBlob: async (blob: Blob) =>
    createHash('md5')
      .update(new Uint8Array(await blob.arrayBuffer()))
      .digest(),
}));

// After what it is mocked with.
const { runFile } = await import('./run-file.ts');

function fileOf(content: Uint8Array<ArrayBuffer>, name = 'rain.csv', lastModified?: number): File {
  const file = new File([content], name, { lastModified });
  contents.set(file, content);
  return file;
}

function jobOf(file: File, resumed: boolean) {
  const plan = { blockSize, blockCount: Math.ceil(file.size / blockSize) };
  return newFileJob({
    kind: 'file',
    record: { id: 'job', asked: {}, label: 'rain.csv', size: file.size, lastModified: 0, ...plan } as never,
    file,
    key: undefined,
    resumed,
    release: () => {},
  });
}

async function runOnce(job: ReturnType<typeof jobOf>): Promise<void> {
  await runFile(job, new AbortController().signal, (event) => applyTo(job, event));
}

it('holds a file chosen again against storage, also where the first try to ask storage came to nothing', async () => {
  const content = Uint8Array.from({ length: 4000 }, (_, index) => index % 251);
  const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest();
  for (const index of [0, 1, 2]) {
    const block = content.subarray(index * blockSize, (index + 1) * blockSize);
    const id = contentBlockId(index, md5(block));
    const put = { id, body: new Blob([block]), md5: md5(block), onProgress() {} };
    await storage.storage.stageBlock('key', put, new AbortController().signal);
  }
  const sentBefore = storage.requests.length;
  const refusal = new SluiceError('not_signed_in', 'Sign in again.');
  const answers = [() => Promise.reject(refusal), async () => storage.held()];
  held = () => (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Promise.reject(refusal);

  const another = jobOf(fileOf(content.map((byte) => (byte + 1) % 251)), true);
  await runOnce(another);
  expect(another.state.phase).toMatchObject({ name: 'failed', error: refusal });
  await runOnce(another);
  expect(another.state.phase).toMatchObject({ name: 'failed', error: expect.any(DifferentFile) });
  expect(storage.requests).toHaveLength(sentBefore);

  answers.unshift(() => Promise.reject(refusal));
  const same = jobOf(fileOf(content), true);
  await runOnce(same);
  await runOnce(same);
  expect(same.state.phase).toMatchObject({ name: 'done', listed });
  // One block was missing; then the list of blocks.
  expect(storage.requests.slice(sentBefore).map(({ verb }) => verb)).toEqual(['stage', 'commit']);
});

it('tells a file chosen again from another of its size also where no byte of it has arrived', async () => {
  held = async () => ({ blocks: [], committed: null });
  const content = new Uint8Array(100);
  const another = jobOf(fileOf(content, 'snow.csv', 7), true);
  await runOnce(another);
  expect(another.state.phase).toMatchObject({ name: 'failed', error: expect.any(DifferentFile) });
  // Renamed since, or touched since.
  for (const file of [fileOf(content, 'old rain.csv', 0), fileOf(content, 'rain.csv', 7)]) {
    const job = jobOf(file, true);
    await runOnce(job);
    expect(job.state.phase).toMatchObject({ name: 'done', listed });
  }
});

it('asks storage what it holds once more where it has dropped what was staged', async () => {
  held = async () => storage.held();
  const content = Uint8Array.from({ length: 3000 }, (_, index) => index % 241);
  const job = jobOf(fileOf(content), false);
  onCommit = () => {
    storage.dropStaged();
    onCommit = () => {};
  };
  await runOnce(job);
  expect(job.state.phase).toMatchObject({
    name: 'failed',
    reason: 'Storage no longer holds all that was sent; try again to send what it lacks.',
  });
  const sentBefore = storage.requests.length;
  await runOnce(job);
  expect(job.state.phase).toMatchObject({ name: 'done', listed });
  const sent = storage.requests.slice(sentBefore).filter(({ verb }) => verb === 'stage');
  expect(sent).toHaveLength(3);
  expect(new Uint8Array(storage.blob()?.content ?? [])).toEqual(content);
  expect(job.chosenAgain).toBe(false);
});

it('pauses also while a disk that went away is still being read to tell the file from another', async () => {
  const content = new Uint8Array(2500);
  const file = fileOf(content);
  const md5 = createHash('md5').update(content.subarray(0, blockSize)).digest();
  held = async () => ({ committed: null, blocks: [{ id: contentBlockId(0, md5), size: blockSize }] });
  const stop = new AbortController();
  const silent = () => {
    stop.abort(new PauseRequest());
    return new Promise(() => {});
  };
  Object.assign(file, { slice: () => ({ arrayBuffer: silent }) });
  const job = jobOf(file, true);
  await runFile(job, stop.signal, (event) => applyTo(job, event));
  expect(job.state.phase.name).toBe('paused');
});
