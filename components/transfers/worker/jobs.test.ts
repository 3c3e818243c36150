import { beforeEach, expect, it, vi } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { initialFolder } from '#lib/transfers/folder-state.ts';
import { DifferentFile, PauseRequest, UnreadableSource } from '#lib/transfers/ports.ts';
import { type FileJob, type FolderJob, newFileJob, newFolderJob } from './job.ts';
import { addJob, cancel, goOn, goWithout, pause } from './jobs.ts';

// What a job does with the browser and the portal stands elsewhere; here is what it does with the person's wishes.
const calls: string[] = [];
let runs: ((signal: AbortSignal, emit: (event: object) => void) => Promise<void>)[] = [];
let reserving: () => Promise<void> = async () => {};
let keeping = Promise.resolve();

vi.mock('./show.ts', () => ({
  show: () => {},
  tell: () => {},
  tellSettled: (id: string) => void calls.push(`settled ${id}`),
  onQuestion: () => {},
}));
vi.mock('./keep.ts', () => ({
  keepAnew: async () => void calls.push('keep anew'),
  keepNow: async () => {},
  keepSoon: () => {},
  keepEnded: async () => {
    await keeping;
    calls.push('ended');
  },
}));
vi.mock('../journal/journal.ts', () => ({ remembersNothing: async () => false }));
vi.mock('./ports.ts', () => ({
  fileLanes: { run: (_: AbortSignal, work: () => Promise<void>) => work() },
}));
vi.mock('./portals.ts', () => ({
  filePortal: () => ({ cancel: async () => void calls.push('cancel') }),
  folderPortal: () => ({ cancel: async () => void calls.push('cancel') }),
}));
vi.mock('./reserve.ts', () => ({
  reserveAnew: async (job: FileJob | FolderJob) => {
    calls.push('reserve anew');
    await reserving();
    job.closed = false;
  },
}));
function nextRun(_: unknown, signal: AbortSignal, emit: (event: object) => void): Promise<void> {
  calls.push('run');
  return runs.shift()?.(signal, emit) ?? Promise.resolve();
}
vi.mock('./run-file.ts', () => ({ runFile: nextRun }));
vi.mock('./run-folder.ts', () => ({ runFolder: nextRun }));

beforeEach(() => {
  calls.length = 0;
  runs = [];
  reserving = async () => {};
  keeping = Promise.resolve();
});

const record = { portal: { kind: 'workspace', workspaceId: 'w' }, asked: {}, size: 3 };
let lastId = 0;

function fileJob(resumed = false): FileJob {
  const id = `file ${++lastId}`;
  const file = new File(['abc'], 'a.csv');
  return newFileJob({
    kind: 'file',
    record: { ...record, kind: 'file', id } as never,
    file,
    key: undefined,
    resumed,
    release: () => {},
  });
}

function folderJob(): FolderJob {
  const id = `folder ${++lastId}`;
  const rest = { files: [], through: new Set<string>(), release: () => {} };
  return newFolderJob({
    kind: 'folder',
    record: { ...record, kind: 'folder', id, fileCount: 2 } as never,
    ...rest,
  });
}

/** A run that is stopped by its signal, and takes a while to wind down. */
function slowToStop() {
  let windDown = () => {};
  const wound = new Promise<void>((resolve) => {
    windDown = resolve;
  });
  runs.push(async (signal, emit) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await wound;
    emit({ type: signal.reason instanceof PauseRequest ? 'paused' : 'cancelled' });
  });
  return windDown;
}

const failing =
  (error: SluiceError) =>
  async (_: AbortSignal, emit: (event: object) => void): Promise<void> =>
    emit({ type: 'failed', reason: error.message, error });

it('cancels what is cancelled while a pause winds down', async () => {
  const windDown = slowToStop();
  const job = fileJob();
  addJob(job);
  pause(job.record.id);
  await cancel(job.record.id);
  windDown();
  await expect.poll(() => calls).toEqual(['run', 'cancel', 'ended', `settled ${job.record.id}`]);
  expect(job.state.phase.name).toBe('cancelled');
});

it('goes on with what is to go on while a pause winds down, and stays paused where it is paused once more', async () => {
  let windDown = slowToStop();
  const job = fileJob();
  addJob(job);
  pause(job.record.id);
  goOn(job.record.id);
  windDown();
  windDown = slowToStop();
  await expect.poll(() => calls).toEqual(['run', 'run']);
  pause(job.record.id);
  goOn(job.record.id);
  pause(job.record.id);
  windDown();
  await expect.poll(() => job.stop).toBeUndefined();
  expect(job.state.phase.name).toBe('paused');
  expect(calls).toEqual(['run', 'run']);
});

it('pauses, and does not cancel, what is paused while it is reserved anew', async () => {
  runs.push(failing(new SluiceError('upload_closed', 'Expired.')));
  const job = fileJob();
  addJob(job);
  await expect.poll(() => job.closed).toBe(true);
  let reserved = () => {};
  reserving = () =>
    new Promise((resolve) => {
      reserved = resolve;
    });
  goOn(job.record.id);
  await expect.poll(() => calls).toEqual(['run', 'cancel', 'reserve anew']);
  pause(job.record.id);
  reserved();
  await expect.poll(() => job.stop).toBeUndefined();
  expect(job.state.phase.name).toBe('paused');
  goOn(job.record.id);
  await expect.poll(() => calls).toEqual(['run', 'cancel', 'reserve anew', 'keep anew', 'run']);
});

it('keeps what arrived of a folder that lacks files, and reserves a file anew whose bytes are gone', async () => {
  const incomplete = new SluiceError('upload_incomplete', 'Files are not there.');
  runs.push(failing(incomplete));
  const folder = folderJob();
  addJob(folder);
  await expect.poll(() => folder.stop).toBeUndefined();
  goOn(folder.record.id);
  await expect.poll(() => calls).toEqual(['run', 'run']);

  runs.push(failing(incomplete));
  const file = fileJob();
  addJob(file);
  await expect.poll(() => file.closed).toBe(true);
  calls.length = 0;
  goOn(file.record.id);
  await expect.poll(() => calls).toEqual(['cancel', 'reserve anew', 'keep anew', 'run']);
});

it('keeps what arrived where the dataset it was for was deleted, which can be restored, or its workspace', async () => {
  runs.push(failing(new SluiceError('not_found', 'This dataset was deleted; restore it.')));
  const job = fileJob();
  addJob(job);
  await expect.poll(() => job.stop).toBeUndefined();
  runs.push(failing(new SluiceError('not_found', 'There is no such upload.', { details: { of: 'upload' } })));
  goOn(job.record.id);
  await expect.poll(() => job.stop).toBeUndefined();
  expect(calls).toEqual(['run', 'run']);
  goOn(job.record.id);
  await expect.poll(() => calls).toEqual(['run', 'run', 'cancel', 'reserve anew', 'keep anew', 'run']);
});

it('leaves a file that was chosen again to be checked until a run has checked it', async () => {
  runs.push(failing(new SluiceError('not_signed_in', 'Sign in again.')));
  const job = fileJob(true);
  addJob(job);
  await expect.poll(() => job.stop).toBeUndefined();
  expect(job).toMatchObject({ resumed: true, chosenAgain: true });
});

it('asks for the file where only the confirm was left, and the portal has closed the upload by then', async () => {
  runs.push(failing(new SluiceError('upload_closed', 'Expired.')));
  const job = fileJob();
  const { file } = job;
  job.file = new File([], 'a.csv');
  addJob(job);
  await expect.poll(() => job.closed).toBe(true);
  goOn(job.record.id);
  expect(job.state.phase).toMatchObject({ name: 'failed', error: expect.any(UnreadableSource) });
  expect(calls).toEqual(['run']);
  // As a file that is chosen again comes in.
  Object.assign(job, { file: new File(['of another size'], 'a.csv'), resumed: true });
  goOn(job.record.id);
  expect(job.state.phase).toMatchObject({ name: 'failed', error: expect.any(DifferentFile) });
  job.file = file;
  goOn(job.record.id);
  await expect.poll(() => calls).toEqual(['run', 'cancel', 'reserve anew', 'keep anew', 'run']);
});

it('tells that an upload is settled once the history has it, which takes a folder longer than to be listed', async () => {
  let keep = () => {};
  keeping = new Promise((resolve) => {
    keep = resolve;
  });
  runs.push(async (_, emit) => emit({ type: 'done', listed: { datasetId: 'd', name: 'n', version: 1 } }));
  const job = folderJob();
  addJob(job);
  await expect.poll(() => job.state.phase.name).toBe('done');
  expect(calls).toEqual(['run']);
  keep();
  await expect.poll(() => calls).toEqual(['run', 'ended', `settled ${job.record.id}`]);
});

it('ends a folder with what is through where it is told to, and not where nothing is', async () => {
  const failed = (path: string) => ({
    type: 'file',
    file: { path, outcome: 'failed', bytes: 1, md5: undefined, seconds: 0, reason: 'gone' },
  });
  const sent = (path: string) => ({ ...failed(path), file: { ...failed(path).file, outcome: 'uploaded' } });
  runs.push(async (_, emit) => {
    emit(failed('a.csv'));
    emit({ type: 'failed', reason: '1 file of 2', error: new UnreadableSource() });
  });
  const job = folderJob();
  job.files = ['a.csv', 'b.csv'].map((path) => ({ path, file: new File(['x'], path) }));
  job.state = initialFolder(2, 2);
  addJob(job);
  await expect.poll(() => job.stop).toBeUndefined();
  goWithout(job.record.id);
  expect(calls).toEqual(['run']);

  runs.push(async (_, emit) => {
    emit(sent('b.csv'));
    emit({ type: 'failed', reason: '1 file of 2', error: new UnreadableSource() });
  });
  goOn(job.record.id);
  await expect.poll(() => job.stop).toBeUndefined();
  goWithout(job.record.id);
  await expect.poll(() => calls).toEqual(['run', 'run', 'run']);
  expect(job.leaveOut).toEqual(['a.csv']);
  expect(job.record.fileCount).toBe(1);
});

it('leaves out of a folder what failed, and nothing that was never tried as the portal refused the rest', async () => {
  const outcome = (path: string, what: string) => ({
    type: 'file',
    file: { path, outcome: what, bytes: 1, md5: undefined, seconds: 0, reason: undefined },
  });
  runs.push(async (_, emit) => {
    emit(outcome('a.csv', 'failed'));
    emit(outcome('b.csv', 'uploaded'));
    const error = new SluiceError('not_signed_in', 'Sign in first.');
    emit({ type: 'failed', reason: error.message, error });
  });
  const job = folderJob();
  job.files = ['a.csv', 'b.csv', 'c.csv'].map((path) => ({ path, file: new File(['x'], path) }));
  job.state = initialFolder(3, 3);
  addJob(job);
  await expect.poll(() => job.stop).toBeUndefined();
  goWithout(job.record.id);
  expect(calls).toEqual(['run']);
  expect(job.files).toHaveLength(3);
});

it('asks for the folder where the portal has closed the upload, and the page that had its files is gone', async () => {
  runs.push(async (_, emit) => {
    const error = new SluiceError('upload_closed', 'Left for too long.');
    emit({ type: 'failed', reason: error.message, error });
  });
  const job = folderJob();
  addJob(job);
  await expect.poll(() => job.closed).toBe(true);
  goOn(job.record.id);
  await expect.poll(() => job.stop).toBeUndefined();
  expect(calls).toEqual(['run']);
  expect(job.state.phase).toMatchObject({ name: 'failed', error: expect.any(UnreadableSource) });
});
