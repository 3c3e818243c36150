import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { createLanes } from '#lib/transfers/lanes.ts';
import type { Portal } from '#lib/transfers/ports.ts';
import { initialTransfer } from '#lib/transfers/transfer-state.ts';
import { uploadFile } from '#lib/transfers/upload-file.ts';
import type { ReservedUpload, ReserveUpload } from '#lib/transfers/upload-schema.ts';
import { createAzureStorage } from './azure-storage.ts';
import { browserClock } from './browser-clock.ts';
import { addTransfer, changeTransfer, findTransfer, removeTransfers } from './transfers-store.ts';
import { createWorkerHasher } from './worker-hasher.ts';

/** A way on after a name conflict. */
export type Choice = { name: string } | { datasetId: string };

/** What one upload needs again for a retry. */
interface Job {
  workspaceId: string;
  file: File;
  /** As it was asked for; a reservation that is closed is made anew from it. */
  asked: ReserveUpload;
  name: string;
  upload: ReservedUpload;
  askedAt: number;
  choice: Choice | undefined;
  stop: AbortController;
  api: Call;
  onListed: () => void;
}

// Blocks on their way at once, and files under way at once, over all uploads of this page.
const blockLanes = createLanes(4);
const fileLanes = createLanes(4);
const jobs = new Map<string, Job>();
const storage = createAzureStorage();

export type NewTransfer = Pick<Job, 'workspaceId' | 'file' | 'asked' | 'name' | 'api' | 'onListed'>;

/** Reserves an upload and begins it. Rejects (`name_taken` among others) where the portal refuses to reserve it. */
export async function beginTransfer(wanted: NewTransfer): Promise<void> {
  const askedAt = browserClock.now();
  const upload = await wanted.api('reserveUpload', {
    params: { workspaceId: wanted.workspaceId },
    body: wanted.asked,
  });
  const { workspaceId, file, name } = wanted;
  jobs.set(upload.id, { ...wanted, upload, askedAt, choice: undefined, stop: new AbortController() });
  addTransfer({ id: upload.id, workspaceId, fileName: file.name, name, state: initialTransfer(file.size) });
  void run(upload.id);
}

export function cancelTransfer(id: string): void {
  const job = jobs.get(id);
  const phase = findTransfer(id)?.state.phase.name;
  if (!job || !phase) return;
  job.stop.abort();
  if (phase !== 'failed' && phase !== 'conflict') return;
  // Nothing runs that would notice the signal.
  changeTransfer(id, { type: 'cancelled' });
  jobs.delete(id);
  void portalOf(job)
    .cancel()
    .catch(() => {});
}

/** Goes on after a failure: with what storage holds already, or anew where the portal closed the upload. */
export async function retryTransfer(id: string): Promise<void> {
  const job = jobs.get(id);
  const phase = findTransfer(id)?.state.phase;
  if (!job || phase?.name !== 'failed') return;
  const closed = phase.error instanceof SluiceError && closing.has(phase.error.code);
  if (!closed) return run(id);
  changeTransfer(id, { type: 'queued' });
  try {
    await beginTransfer(job);
    removeTransfers((transfer) => transfer.id === id);
  } catch (error) {
    const reason = error instanceof SluiceError ? error.message : 'The upload could not begin; try again.';
    changeTransfer(id, { type: 'failed', reason, error: phase.error });
  }
}

const closing = new Set(['upload_closed', 'upload_incomplete', 'integrity', 'not_found']);

/** Goes on after a name conflict; the bytes are in storage already. */
export function resolveTransfer(id: string, choice: Choice): void {
  const job = jobs.get(id);
  if (!job) return;
  const { name: _name, datasetId: _datasetId, ...asked } = job.asked;
  job.asked = { ...asked, ...choice };
  job.choice = choice;
  changeTransfer(id, { type: 'queued' }, 'name' in choice ? choice.name : undefined);
  void run(id);
}

export function clearFinished(): void {
  removeTransfers(({ state }) => state.phase.name === 'done' || state.phase.name === 'cancelled');
}

async function run(id: string): Promise<void> {
  const job = jobs.get(id);
  if (!job) return;
  const { file, upload, askedAt, stop } = job;
  changeTransfer(id, { type: 'queued' });
  const hasher = createWorkerHasher(file, upload.blockSize, blockLanes.width + 2);
  const ports = {
    source: {
      size: file.size,
      contentType: job.asked.contentType ?? 'application/octet-stream',
      slice: (start: number, end: number) => file.slice(start, end),
    },
    storage,
    hasher,
    portal: portalOf(job),
    clock: browserClock,
    random: Math.random,
  };
  const go = () =>
    uploadFile(ports, {
      plan: upload,
      key: { url: upload.key.url, askedAt },
      lanes: blockLanes,
      from: findTransfer(id)?.state ?? initialTransfer(file.size),
      signal: stop.signal,
      emit: (event) => changeTransfer(id, event),
    });
  // Cancelled while it queued, it goes through the engine's cancelling all the same.
  await fileLanes.run(stop.signal, go).catch(go);
  hasher.close();
  const phase = findTransfer(id)?.state.phase.name;
  if (phase === 'done') job.onListed();
  if (phase === 'done' || phase === 'cancelled') jobs.delete(id);
}

function portalOf({ api, workspaceId, upload, ...job }: Job): Portal {
  const params = { workspaceId, uploadId: upload.id };
  return {
    renewKey: (signal) => api('renewUploadKey', { params, signal }),
    async confirm(receipt, signal) {
      const body = { ...receipt, ...job.choice };
      const { dataset } = await api('confirmUpload', { params, body, signal });
      return { datasetId: dataset.id, name: dataset.name, version: dataset.version };
    },
    cancel: () => api('cancelUpload', { params }),
  };
}
