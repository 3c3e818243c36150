import { SluiceError } from '#lib/errors.ts';
import { pathKey } from '#lib/transfers/file-path.ts';
import { folderFilesProblem } from '#lib/transfers/folder-problem.ts';
import { reduceFolder } from '#lib/transfers/folder-state.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import type { FolderJob } from './job.ts';
import type { ChosenAgain, PickedFile } from './messages.ts';

/**
 * Gives a job the files of its folder, chosen again. What is through stays as it was sent, though it may be gone or another
 * by now; all else goes as it is now, new files too, and what is gone is left out. Throws one sentence where it is another
 * folder.
 */
export function takeFolder(job: FolderJob, { files: chosen, folder }: ChosenAgain): void {
  const { record, through } = job;
  const known = job.files.length > 0 ? job.files.map(({ path }) => path) : [...through];
  const files = inSpellingOf([...known, ...through], chosen);
  const paths = new Set(files.map(({ path }) => path));
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const hasItsMarks = folder === record.label || size === record.size;
  if (!isSame(known, paths) || (known.length * 2 < record.fileCount && !hasItsMarks)) throw notTheOne(record);
  // As where it was first chosen: the portal would refuse all for one.
  const open = files.filter(({ path }) => !through.has(path));
  const sent = [...through].map((path) => ({ path, file: { size: 0 } }));
  const problem = folderFilesProblem([...sent, ...open]);
  if (problem) throw new SluiceError('bad_request', problem);
  job.files = files;
  job.chosenAgain = true;
  job.leaveOut = job.leaveOut.filter((path) => !paths.has(path));
  job.state = reduceFolder(job.state, {
    type: 'chosen-again',
    fileCount: through.size + open.length,
    size: job.state.doneBytes + open.reduce((sum, { file }) => sum + file.size, 0),
  });
  noteExtent(job);
}

/**
 * A folder changes over days, but most of its files are there still. Where few are known by name, others have those too,
 * and its own name or its bytes must tell.
 */
function isSame(known: readonly string[], paths: ReadonlySet<string>): boolean {
  return known.filter((path) => paths.has(path)).length * 2 >= known.length;
}

/** The portal takes two spellings of one text for one path, and refuses the second: what was copied meanwhile may have it. */
function inSpellingOf(known: readonly string[], files: readonly PickedFile[]): PickedFile[] {
  const spelling = new Map(known.map((path) => [pathKey(path), path]));
  const chosen = new Set(files.map(({ path }) => path));
  return files.map(({ path, file }) => {
    const before = spelling.get(pathKey(path));
    // Of twins that are both there none stands for the other.
    return { path: before === undefined || chosen.has(before) ? path : before, file };
  });
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
