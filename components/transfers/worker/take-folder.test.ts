import { expect, it } from 'vitest';
import { reduceFolder } from '#lib/transfers/folder-state.ts';
import { newFolderJob } from './job.ts';
import { leaveOutRest, takeFolder } from './take-folder.ts';

const picked = (path: string, content = 'abc') => ({ path, file: new File([content], path) });
const all = ['a.csv', 'b.csv', 'c.csv', 'd.csv'];

/** Four files of three bytes; those `sent` are through. `remembered`: of a page that is gone. */
function folderJob(sent: readonly string[], { remembered = false } = {}) {
  const record = { kind: 'folder', label: 'rain', asked: { dataTypeId: 'Other' }, fileCount: 4, size: 12 };
  const job = newFolderJob({
    kind: 'folder',
    record: record as never,
    files: remembered ? [] : all.map((path) => picked(path)),
    through: new Set(sent),
    release: () => {},
  });
  for (const path of sent)
    job.state = reduceFolder(job.state, {
      type: 'file',
      file: { path, outcome: 'uploaded', bytes: 3, md5: undefined, seconds: 0, reason: undefined },
    });
  return job;
}

it('notes of a folder that it was chosen again, so that what storage holds is held against it', () => {
  const job = folderJob([]);
  expect(job.chosenAgain).toBe(false);
  takeFolder(job, { files: all.map((path) => picked(path, 'abd')) });
  expect(job.chosenAgain).toBe(true);
  expect(job.state.countBefore).toBeUndefined();
});

it('takes a folder as it is by now: new files come along, what is gone and was not sent is left out', () => {
  const job = folderJob(['a.csv', 'b.csv'], { remembered: true });
  // `a` was sent and is gone since, `d` is gone, `e` is new, `c` grew.
  takeFolder(job, { files: [picked('b.csv', 'other'), picked('c.csv', 'grown'), picked('e.csv', 'e')] });
  const extent = { fileCount: 4, size: 3 + 3 + 5 + 1 };
  expect(job.state).toMatchObject({ ...extent, done: 2, countBefore: undefined });
  expect(job.record).toMatchObject({ ...extent, asked: { dataTypeId: 'Other', ...extent } });
});

it('tells how many files it had, as long as it has another number', () => {
  const job = folderJob(['a.csv', 'b.csv']);
  takeFolder(job, { files: ['a.csv', 'b.csv', 'c.csv'].map((path) => picked(path)) });
  expect(job.state).toMatchObject({ fileCount: 3, countBefore: 4 });
  takeFolder(job, { files: ['a.csv', 'b.csv'].map((path) => picked(path)) });
  expect(job.state).toMatchObject({ fileCount: 2, size: 6, countBefore: 4 });
  takeFolder(job, { files: all.map((path) => picked(path)) });
  expect(job.state).toMatchObject({ fileCount: 4, size: 12, countBefore: undefined });
});

it('refuses another folder, by its files or, where none is through, by its name and size', () => {
  const others = ['a.csv', 'x.csv', 'y.csv'].map((path) => picked(path));
  expect(() => takeFolder(folderJob(['a.csv', 'b.csv', 'c.csv']), { files: others })).toThrow(
    /not the folder that the upload of "rain" began with/,
  );
  const nothingSent = folderJob([], { remembered: true });
  expect(() => takeFolder(nothingSent, { files: others, folder: 'snow' })).toThrow(/not the folder/);
  expect(nothingSent.chosenAgain).toBe(false);
  takeFolder(nothingSent, { files: others, folder: 'rain' });
  expect(nothingSent.state).toMatchObject({ fileCount: 3, countBefore: 4 });
});

it('leaves out what is not through', () => {
  const job = folderJob(['a.csv', 'c.csv']);
  leaveOutRest(job);
  expect(job.files.map(({ path }) => path)).toEqual(['a.csv', 'c.csv']);
  expect(job.leaveOut).toEqual(['b.csv', 'd.csv']);
  expect(job.state).toMatchObject({ fileCount: 2, size: 6, leftOut: 2, failedCount: 0 });
  expect(job.record).toMatchObject({ fileCount: 2, size: 6, asked: { fileCount: 2, size: 6 } });
});

it('takes what was left out along where the folder is chosen again and has it, and then says so', () => {
  const job = folderJob(['a.csv', 'c.csv']);
  leaveOutRest(job);
  takeFolder(job, { files: ['a.csv', 'b.csv', 'c.csv'].map((path) => picked(path)) });
  expect(job.state).toMatchObject({ fileCount: 3, leftOut: 0, countBefore: 4 });
  expect(job.leaveOut).toEqual(['d.csv']);
  takeFolder(job, { files: all.map((path) => picked(path)) });
  expect(job.state).toMatchObject({ fileCount: 4, leftOut: 0, countBefore: undefined });
});

it('refuses another folder that has the few files that were sent: a README is in many', () => {
  const others = ['a.csv', 'x.csv', 'y.csv'].map((path) => picked(path));
  const job = folderJob(['a.csv'], { remembered: true });
  expect(() => takeFolder(job, { files: others, folder: 'snow' })).toThrow(/not the folder/);
  takeFolder(job, { files: others, folder: 'rain' });
  expect(job.state).toMatchObject({ fileCount: 3, countBefore: 4 });
  // Under another name, it is known by its bytes.
  takeFolder(folderJob(['a.csv'], { remembered: true }), {
    files: all.map((path) => picked(path)),
    folder: 'snow',
  });
});

it('knows a path by its text, in whatever Unicode spelling the folder has it by now', () => {
  const [before, after] = ['Zürich.csv'.normalize('NFC'), 'Zürich.csv'.normalize('NFD')];
  const job = folderJob([before]);
  takeFolder(job, { files: [after, 'b.csv', 'c.csv', 'd.csv'].map((path) => picked(path)), folder: 'rain' });
  expect(job.files[0]?.path).toBe(before);
  expect(job.state).toMatchObject({ fileCount: 4, size: 12, countBefore: undefined });
});

it('refuses a folder with a file that cannot be uploaded, and goes on with the one it had', () => {
  const job = folderJob(['a.csv', 'b.csv']);
  const { files, state } = job;
  const chosen = [...all, 'e\u0007.csv'].map((path) => picked(path));
  expect(() => takeFolder(job, { files: chosen, folder: 'rain' })).toThrow(/\.csv: /);
  expect(job).toMatchObject({ files, state, chosenAgain: false });
});
