import { SluiceError } from '#lib/errors.ts';
import { reduceFolder } from '#lib/transfers/folder-state.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import type { FolderJob } from './job.ts';
import type { ChosenAgain } from './messages.ts';

/**
 * Gives a job the files of its folder, chosen again. What is through stays as it was sent, though it may be gone or another
 * by now; all else goes as it is now, new files too, and what is gone is left out. Throws one sentence where it is another
 * folder.
 */
export function takeFolder(job: FolderJob, { files, folder }: ChosenAgain): void {
  const { record, through } = job;
  const paths = new Set(files.map(({ path }) => path));
  const known = job.files.length > 0 ? job.files.map(({ path }) => path) : [...through];
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  if (!isSame(known, paths) && !(known.length === 0 && (folder === record.label || size === record.size)))
    throw notTheOne(record);
  job.files = files;
  job.chosenAgain = true;
  const open = files.filter(({ path }) => !through.has(path));
  job.state = reduceFolder(job.state, {
    type: 'chosen-again',
    fileCount: through.size + open.length,
    size: job.state.doneBytes + open.reduce((sum, { file }) => sum + file.size, 0),
  });
  noteExtent(job);
}

/** A folder changes over days, but most of its files are there still. */
function isSame(known: readonly string[], paths: ReadonlySet<string>): boolean {
  return known.filter((path) => paths.has(path)).length * 2 >= Math.max(known.length, 1);
}

/** Takes what is not through out of a job, which then ends with what is. */
export function leaveOutRest(job: FolderJob): void {
  const isThrough = ({ path }: { path: string }) => job.through.has(path);
  const rest = job.files.filter((file) => !isThrough(file));
  job.files = job.files.filter(isThrough);
  job.leaveOut = [...job.leaveOut, ...rest.map(({ path }) => path)];
  job.state = reduceFolder(job.state, { type: 'left-out' });
  noteExtent(job);
}

function noteExtent({ record, state: { fileCount, size } }: FolderJob): void {
  Object.assign(record, { fileCount, size });
  record.asked = { ...record.asked, fileCount, size };
}

export function notTheOne({ kind, label }: FileRecord | FolderRecord): SluiceError {
  return new SluiceError(
    'bad_request',
    `This is not the ${kind} that the upload of "${label}" began with; choose that one, or cancel the upload and begin a new one.`,
  );
}
