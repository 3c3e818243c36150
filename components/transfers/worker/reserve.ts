import { SluiceError } from '#lib/errors.ts';
import { folderAnew } from '#lib/transfers/folder-state.ts';
import type { PortalAddress } from '#lib/transfers/portal-address.ts';
import { initialTransfer } from '#lib/transfers/transfer-state.ts';
import type { FileRecord, FolderRecord } from '../journal/upload-record.ts';
import { browserClock } from './browser-clock.ts';
import { type FileJob, type FolderJob, type Job, newFileJob, newFolderJob } from './job.ts';
import type { NewUpload } from './messages.ts';
import { passFor } from './passes.ts';
import { takeLock } from './upload-lock.ts';
import { api } from './worker-api.ts';

/** Asks the portal for an upload. Throws what it refuses with: `name_taken`, `quota_exceeded`, … */
export async function reserve(upload: NewUpload): Promise<Job> {
  const { userId, portal, name, label, batch } = upload;
  const facts = { id: crypto.randomUUID(), userId, portal, name, label, batch, startedAt: Date.now() };
  const job = upload.kind === 'file' ? await reserveFile(upload, facts) : await reserveFolder(upload, facts);
  job.release = (await takeLock(facts.id)) ?? job.release;
  return job;
}

type Facts = Pick<FileRecord, 'id' | 'userId' | 'portal' | 'name' | 'label' | 'batch' | 'startedAt'>;

async function reserveFile(upload: Extract<NewUpload, { kind: 'file' }>, facts: Facts): Promise<FileJob> {
  const { asked, file, handle } = upload;
  const reserved = await askForFile(facts.portal, asked);
  const { size, lastModified } = file;
  const record: FileRecord = { ...facts, ...reserved.plan, kind: 'file', asked, size, lastModified };
  if (handle) record.handle = handle;
  return newFileJob({ kind: 'file', record, file, key: reserved.key, resumed: false, release: () => {} });
}

async function reserveFolder(
  upload: Extract<NewUpload, { kind: 'folder' }>,
  facts: Facts,
): Promise<FolderJob> {
  const { asked, files, handle } = upload;
  const { size, fileCount } = asked;
  const uploadId = await askForFolder(facts.portal, asked);
  const record: FolderRecord = { ...facts, uploadId, kind: 'folder', asked, size, fileCount };
  if (handle) record.handle = handle;
  return newFolderJob({ kind: 'folder', record, files, through: new Set(), release: () => {} });
}

async function askForFile(portal: PortalAddress, asked: FileRecord['asked']) {
  const askedAt = browserClock.now();
  const { id, blockSize, blockCount, key } = await (portal.kind === 'workspace'
    ? api('reserveUpload', { params: { workspaceId: portal.workspaceId }, body: asked })
    : api('reserveSubmission', { body: submissionOf(portal, asked) }));
  return { plan: { uploadId: id, blockSize, blockCount }, key: { url: key.url, askedAt } };
}

function submissionOf(
  { requestId, sender = '' }: Extract<PortalAddress, { kind: 'request' }>,
  { fileName, size, dataTypeId, contentType }: FileRecord['asked'],
) {
  const file = { fileName, size, dataTypeId, ...(contentType ? { contentType } : {}) };
  return { ...passFor(requestId), sender, ...file };
}

async function askForFolder(portal: PortalAddress, asked: FolderRecord['asked']): Promise<string> {
  if (portal.kind === 'request')
    throw new SluiceError('bad_request', 'A link takes files one by one; choose the files in the folder.');
  return (await api('reserveFolder', { params: { workspaceId: portal.workspaceId }, body: asked })).id;
}

/** Asks once more for a job whose reservation is closed; nothing that was sent counts any more. */
export async function reserveAnew(job: Job): Promise<void> {
  const { portal } = job.record;
  if (job.kind === 'file') {
    const { plan, key } = await askForFile(portal, job.record.asked);
    const { hashed: _hashed, receipt: _receipt, choice: _choice, ...record } = job.record;
    job.record = { ...record, ...plan };
    job.state = initialTransfer(job.record.size);
    job.key = key;
  } else {
    // What was sent and is gone from the folder since cannot be sent once more.
    const fileCount = job.files.length;
    const size = job.files.reduce((sum, { file }) => sum + file.size, 0);
    const asked = { ...job.record.asked, fileCount, size };
    const uploadId = await askForFolder(portal, asked);
    Object.assign(job.record, { uploadId, asked, fileCount, size });
    delete job.record.choice;
    job.state = folderAnew(job.state, fileCount, size);
    job.through = new Set();
  }
  job.closed = false;
}
