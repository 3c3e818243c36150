import { SluiceError } from '#lib/errors.ts';
import { reduceFolder } from '#lib/transfers/folder-state.ts';
import { outcomesOf, recall } from '../journal/journal.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import { type Job, newFileJob, newFolderJob } from './job.ts';
import { lastOf } from './last-outcomes.ts';
import type { ChosenAgain, PickedFile } from './messages.ts';
import { notTheOne, takeFolder } from './take-folder.ts';
import { takeLock } from './upload-lock.ts';

/**
 * Takes up an upload of a page that is gone, with the files given; without any where only the confirm is left. Throws one
 * sentence where another tab runs it, or where the files are others.
 */
export async function restore(id: string, chosen: ChosenAgain): Promise<Job> {
  const { files } = chosen;
  const record = await recall(id);
  if (!record) throw new SluiceError('not_found', 'This upload is over; begin a new one.');
  if (files.length > 0 && record.kind === 'file') mustHaveItsSize(record, files);
  const release = await takeLock(id);
  if (!release) throw new SluiceError('conflict', 'This upload runs in another tab; go on there.');
  if (record.kind === 'folder') return restoreFolder(record, chosen, release);
  const file = files[0]?.file ?? new File([], record.label);
  const job = newFileJob({ kind: 'file', record, file, key: undefined, resumed: !record.receipt, release });
  return record.receipt ? { ...job, state: { ...job.state, receipt: record.receipt } } : job;
}

async function restoreFolder(
  record: FolderRecord,
  { files, folder }: ChosenAgain,
  release: () => void,
): Promise<Job> {
  try {
    const outcomes = lastOf(await outcomesOf(record.id)).filter(({ outcome }) => outcome !== 'failed');
    const through = new Set(outcomes.map(({ path }) => path));
    const job = newFolderJob({ kind: 'folder', record, files: [], through, release });
    for (const file of outcomes) job.state = reduceFolder(job.state, { type: 'file', file });
    if (files.length > 0) takeFolder(job, { files, folder });
    return job;
  } catch (error) {
    release();
    throw error;
  }
}

function mustHaveItsSize(record: FileRecord, files: readonly PickedFile[]): void {
  if (files.length !== 1 || files[0]?.file.size !== record.size) throw notTheOne(record);
}
