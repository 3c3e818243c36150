import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { cancelAtPortal } from '#lib/transfers/cancel-at-portal.ts';
import { createLanes } from '#lib/transfers/lanes.ts';
import type { Portal } from '#lib/transfers/ports.ts';
import { initialTransfer, type TransferEvent } from '#lib/transfers/transfer-state.ts';
import { uploadFile } from '#lib/transfers/upload-file.ts';
import type { ReservedUpload, ReserveUpload } from '#lib/transfers/upload-schema.ts';
import { createAzureStorage } from './azure-storage.ts';
import { browserClock } from './browser-clock.ts';
import { addTransfer, changeTransfer, findTransfer, removeTransfers } from './transfers-store.ts';
import { createWorkerHasher } from './worker-hasher.ts';

/** A way on after a name conflict. */
type Choice = { name: string } | { datasetId: string };

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
  /** The portal has closed the upload: only a new reservation leads on. */
  closed: boolean;
  stop: AbortController;
  api: Call;
  onListed: () => void;
}

// Blocks on their way at once, and files under way at once, over all uploads of this page.
const blockLanes = createLanes(4);
const fileLanes = createLanes(4);
const jobs = new Map<string, Job>();
const storage = createAzureStorage();

type NewTransfer = Pick<Job, 'workspaceId' | 'file' | 'asked' | 'name' | 'api' | 'onListed'>;

/** Reserves an upload and begins it. Rejects (`name_taken` among others) where the portal refuses to reserve it. */
export async function beginTransfer(wanted: NewTransfer): Promise<void> {
  start(wanted, await reserve(wanted));
}

async function reserve({ api, workspaceId, asked }: NewTransfer): Promise<Pick<Job, 'upload' | 'askedAt'>> {
  const askedAt = browserClock.now();
  return { askedAt, upload: await api('reserveUpload', { params: { workspaceId }, body: asked }) };
}

function start(wanted: NewTransfer, reserved: Pick<Job, 'upload' | 'askedAt'>): void {
  const { workspaceId, file, name, asked } = wanted;
  const { id } = reserved.upload;
  const described = asked.description !== undefined;
  jobs.set(id, { ...wanted, ...reserved, choice: undefined, closed: false, stop: new AbortController() });
  addTransfer({ id, workspaceId, fileName: file.name, name, described, state: initialTransfer(file.size) });
  void run(id);
}

export async function cancelTransfer(id: string): Promise<void> {
  const job = jobs.get(id);
  const state = findTransfer(id)?.state;
  if (!job || !state) return;
  job.stop.abort();
  // Whatever runs notices the signal by itself.
  if (state.phase.name !== 'failed' && state.phase.name !== 'conflict') return;
  end(id, job, await cancelAtPortal(portalOf(job), state.receipt));
}

function end(id: string, job: Job, ending: TransferEvent): void {
  changeTransfer(id, ending);
  jobs.delete(id);
  if (ending.type === 'done') job.onListed();
}

/** Goes on after a failure: with what storage holds already, or anew where the portal closed the upload. */
export function retryTransfer(id: string): void {
  const job = jobs.get(id);
  const phase = findTransfer(id)?.state.phase;
  if (!job || phase?.name !== 'failed') return;
  const closed = job.closed || (phase.error instanceof SluiceError && closing.has(phase.error.code));
  void (closed ? beginAnew(id, job) : run(id));
}

const closing = new Set(['upload_closed', 'upload_incomplete', 'integrity', 'not_found']);

/** Reserves once more and takes the place of transfer `id`; a refusal leaves that one, to retry or to decide. */
async function beginAnew(id: string, job: Job): Promise<void> {
  const receipt = findTransfer(id)?.state.receipt;
  changeTransfer(id, { type: 'queued' });
  if (!job.closed) {
    // An open reservation would count against the quota beside the new one.
    const ending = await cancelAtPortal(portalOf(job), receipt);
    if (ending.type === 'done') return end(id, job, ending);
    job.closed = true;
  }
  try {
    const reserved = await reserve(job);
    if (job.stop.signal.aborted) {
      await cancelAtPortal(portalOf({ ...job, ...reserved }), undefined);
      return end(id, job, { type: 'cancelled' });
    }
    start({ ...job, name: findTransfer(id)?.name ?? job.name }, reserved);
    jobs.delete(id);
    removeTransfers((transfer) => transfer.id === id);
  } catch (error) {
    if (job.stop.signal.aborted) return end(id, job, { type: 'cancelled' });
    const taken = error instanceof SluiceError && error.code === 'name_taken';
    const reason = error instanceof SluiceError ? error.message : 'The upload could not begin; try again.';
    changeTransfer(id, { type: taken ? 'conflict' : 'failed', reason, error });
  }
}

/** Goes on after a name conflict; unless the portal closed the upload, the bytes are in storage already. */
export function resolveTransfer(id: string, choice: Choice): void {
  const job = jobs.get(id);
  if (!job) return;
  const { name: _name, datasetId: _datasetId, ...asked } = job.asked;
  job.asked = { ...asked, ...choice };
  job.choice = choice;
  changeTransfer(id, { type: 'queued' }, 'name' in choice ? choice.name : undefined);
  void (job.closed ? beginAnew(id, job) : run(id));
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
