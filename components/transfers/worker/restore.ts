import { SluiceError } from '#lib/errors.ts';
import { reduceFolder } from '#lib/transfers/folder-state.ts';
import { outcomesOf, recall } from '../journal/journal.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import { type FolderJob, type Job, newFileJob, newFolderJob } from './job.ts';
import { lastOf } from './last-outcomes.ts';
import type { PickedFile } from './messages.ts';
import { takeLock } from './upload-lock.ts';

/**
 * Takes up an upload of a page that is gone, with the files given; without any where only the confirm is left. Throws one
 * sentence where another tab runs it, or where the files are others.
 */
export async function restore(id: string, files: readonly PickedFile[]): Promise<Job> {
  const record = await recall(id);
  if (!record) throw new SluiceError('not_found', 'This upload is over; begin a new one.');
  if (files.length > 0 && record.kind === 'file') mustHaveItsSize(record, files);
  const release = await takeLock(id);
  if (!release) throw new SluiceError('conflict', 'This upload runs in another tab; go on there.');
  if (record.kind === 'folder') return restoreFolder(record, files, release);
  const file = files[0]?.file ?? new File([], record.label);
  const job = newFileJob({ kind: 'file', record, file, key: undefined, resumed: !record.receipt, release });
  return record.receipt ? { ...job, state: { ...job.state, receipt: record.receipt } } : job;
}

async function restoreFolder(
  record: FolderRecord,
  files: readonly PickedFile[],
  release: () => void,
): Promise<Job> {
  try {
    const outcomes = lastOf(await outcomesOf(record.id)).filter(({ outcome }) => outcome !== 'failed');
    const through = new Set(outcomes.map(({ path }) => path));
    const job = newFolderJob({ kind: 'folder', record, files: [], through, release });
    if (files.length > 0) takeFolder(job, files);
    for (const file of outcomes) job.state = reduceFolder(job.state, { type: 'file', file });
    return job;
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Gives a job the files of its folder, chosen again. A file that is still to be sent goes as it is now; what is through
 * stays as it was sent. Throws one sentence where it is another folder.
 */
export function takeFolder(job: FolderJob, files: readonly PickedFile[]): void {
  const { record } = job;
  const size = sizeOf(files);
  const names = new Set(files.map(({ path }) => path));
  const known = job.files.length > 0 ? job.files.map(({ path }) => path) : [...job.through];
  // What is through says by its names which folder it was; where nothing is, only the bytes do.
  const same = known.length > 0 ? known.every((path) => names.has(path)) : size === record.size;
  if (files.length !== record.fileCount || !same) throw notTheOne(record);
  job.files = files;
  job.chosenAgain = true;
  job.state = { ...job.state, size };
  record.size = size;
  record.asked = { ...record.asked, size };
}

function mustHaveItsSize(record: FileRecord, files: readonly PickedFile[]): void {
  if (files.length !== 1 || sizeOf(files) !== record.size) throw notTheOne(record);
}

function sizeOf(files: readonly PickedFile[]): number {
  return files.reduce((sum, { file }) => sum + file.size, 0);
}

function notTheOne({ kind, label }: FileRecord | FolderRecord): SluiceError {
  return new SluiceError(
    'bad_request',
    `This is not the ${kind} that the upload of "${label}" began with; choose that one, or cancel the upload and begin a new one.`,
  );
}
