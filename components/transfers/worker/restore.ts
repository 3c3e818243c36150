import { SluiceError } from '#lib/errors.ts';
import { reduceFolder } from '#lib/transfers/folder-state.ts';
import { outcomesOf, recall } from '../journal/journal.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import { type Job, newFileJob, newFolderJob } from './job.ts';
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
  if (files.length > 0) mustFit(record, files);
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
  const picked = new Set(files.map(({ path }) => path));
  const through = lastOf(await outcomesOf(record.id)).filter(
    ({ path, outcome }) => outcome !== 'failed' && picked.has(path),
  );
  const job = newFolderJob({
    kind: 'folder',
    record,
    files,
    through: new Set(through.map(({ path }) => path)),
    release,
  });
  for (const file of through) job.state = reduceFolder(job.state, { type: 'file', file });
  return job;
}

function mustFit(record: FileRecord | FolderRecord, files: readonly PickedFile[]): void {
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const count = record.kind === 'file' ? 1 : record.fileCount;
  if (size === record.size && files.length === count) return;
  const what = record.kind === 'file' ? 'file' : 'folder';
  throw new SluiceError(
    'bad_request',
    `This is not the ${what} that the upload of "${record.label}" began with; choose that one, or cancel the upload and begin a new one.`,
  );
}
