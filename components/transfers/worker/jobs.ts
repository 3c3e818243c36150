import { SluiceError } from '#lib/errors.ts';
import { type CancelledEnd, cancelAtPortal } from '#lib/transfers/cancel-at-portal.ts';
import type { FolderEvent } from '#lib/transfers/folder-state.ts';
import { DifferentFile, PauseRequest, UnreadableSource } from '#lib/transfers/ports.ts';
import type { TransferEvent } from '#lib/transfers/transfer-state.ts';
import { canGoWithoutFailed, progressOf } from '#lib/transfers/transfer-view.ts';
import { cancelFolder } from '#lib/transfers/upload-folder.ts';
import { isUploadGone } from '#lib/transfers/upload-gone.ts';
import { remembersNothing } from '../journal/journal.ts';
import type { Choice } from '../journal/upload-record.ts';
import { applyTo, type Job } from './job.ts';
import { keepAnew, keepEnded, keepNow, keepSoon } from './keep.ts';
import { filePortal, folderPortal } from './portals.ts';
import { fileLanes } from './ports.ts';
import { reserveAnew } from './reserve.ts';
import { runFile } from './run-file.ts';
import { runFolder } from './run-folder.ts';
import { onQuestion, show, tell, tellSettled } from './show.ts';
import { leaveOutRest } from './take-folder.ts';

const jobs = new Map<string, Job>();

onQuestion(() => {
  for (const job of jobs.values()) show(job, true);
});

export function addJob(job: Job): void {
  jobs.set(job.record.id, job);
  void keepNow(job).then(() => {
    if (job.forgetful) show(job, true);
    else tell({ type: 'something-left' });
  });
  void run(job);
}

export function findJob(id: string): Job | undefined {
  return jobs.get(id);
}

function emitTo(job: Job) {
  return (event: TransferEvent | FolderEvent) => {
    const before = job.state.phase.name;
    applyTo(job, event);
    show(job, event.type === 'queued' || job.state.phase.name !== before);
    if (event.type === 'file') {
      if (job.kind === 'folder' && event.file.outcome !== 'failed') job.through.add(event.file.path);
      keepSoon(job, event.file);
    }
    if (job.kind === 'folder' && event.type === 'again')
      for (const { path } of event.files) job.through.delete(path);
    if (event.type === 'hashed') keepSoon(job);
    // From here on no file is needed: that must survive a crash.
    if (event.type === 'committed') void keepNow(job);
  };
}

async function run(job: Job): Promise<void> {
  const stop = new AbortController();
  job.stop = stop;
  const emit = emitTo(job);
  emit({ type: 'queued' });
  const go = () =>
    job.kind === 'file' ? runFile(job, stop.signal, emit) : runFolder(job, stop.signal, emit);
  // Stopped while it queued, it goes through the engine's stopping all the same. A folder takes lanes file by file.
  if (job.kind === 'file') await fileLanes.run(stop.signal, go).catch(go);
  else await go();
  await settle(job);
}

/** After a run: what is over leaves the journal, what can go on stays. Then what was asked for meanwhile is done. */
async function settle(job: Job): Promise<void> {
  const { phase } = job.state;
  const { id } = job.record;
  const { wish } = job;
  job.stop = undefined;
  job.wish = undefined;
  if (phase.name !== 'done' && phase.name !== 'cancelled') {
    job.closed ||= phase.name === 'failed' && closes(job, phase.error);
    const kept = keepNow(job);
    if (wish === 'cancel') void cancel(id);
    if (wish === 'go-on') goOn(id);
    return kept;
  }
  jobs.delete(id);
  await keepEnded(job);
  tellSettled(id);
  job.release();
  if (jobs.size === 0 && (await remembersNothing())) tell({ type: 'nothing-left' });
}

/** Whether only another reservation leads on. A folder that lacks files has the others, and is sent what it lacks. */
function closes(job: Job, error: unknown): boolean {
  if (!(error instanceof SluiceError)) return false;
  if (error.code === 'upload_incomplete') return job.kind === 'file';
  // More files are named than it is to have, by a page that did not live to note which.
  if (error.code === 'conflict') return job.kind === 'folder';
  // Of a dataset that was deleted the bytes are kept: it may be restored, and the upload be confirmed.
  return isUploadGone(error) || ['upload_closed', 'integrity'].includes(error.code);
}

export function pause(id: string): void {
  const job = jobs.get(id);
  if (!job?.stop) return;
  job.wish = undefined;
  job.stop.abort(new PauseRequest());
}

/** Goes on after a pause or a failure: with what storage holds already, or anew where the portal closed the upload. */
export function goOn(id: string): void {
  const job = jobs.get(id);
  if (!job) return;
  if (!job.stop) return void (job.closed ? beginAnew(job) : run(job));
  if (job.stop.signal.aborted) job.wish = 'go-on';
}

/** Of a folder that failed in part: ends with what is through. */
export function goWithout(id: string): void {
  const job = jobs.get(id);
  if (job?.kind !== 'folder' || job.stop) return;
  const { files } = progressOf(job.state, performance.timeOrigin);
  if (!files || !canGoWithoutFailed(files)) return;
  leaveOutRest(job);
  goOn(id);
}

export async function cancel(id: string): Promise<void> {
  const job = jobs.get(id);
  if (!job) return;
  if (job.stop) {
    // Whatever runs notices the signal by itself, unless it is being paused.
    job.wish = 'cancel';
    return job.stop.abort();
  }
  job.stop = new AbortController();
  emitTo(job)(await cancelNow(job));
  await settle(job);
}

function cancelNow(job: Job): Promise<CancelledEnd> {
  if (job.kind === 'folder') {
    const { done, fileCount } = job.state;
    return cancelFolder(folderPortal(job.record), done === fileCount);
  }
  const portal = filePortal(job.record);
  const { receipt } = job.state;
  const confirmAgain = () => portal.confirm(receipt, new AbortController().signal);
  return cancelAtPortal(portal, { confirmAgain, asked: receipt !== undefined });
}

/** Goes on after a name conflict; unless the portal closed the upload, the bytes are in storage already. */
export function resolve(id: string, choice: Choice): void {
  const job = jobs.get(id);
  if (!job || job.stop) return;
  const { name: _name, datasetId: _datasetId, ...asked } = job.record.asked;
  // The rest of what was asked fits with either.
  job.record.asked = { ...asked, ...choice } as never;
  job.record.choice = choice;
  if ('name' in choice) job.record.name = choice.name;
  goOn(id);
}

/** Reserves once more, for the same transfer; a refusal leaves it as it was, to retry or to decide. */
async function beginAnew(job: Job): Promise<void> {
  const emit = emitTo(job);
  const lack = lackOf(job);
  if (lack) {
    emit({ type: 'failed', ...lack });
    return settle(job);
  }
  const stop = new AbortController();
  job.stop = stop;
  emit({ type: 'queued' });
  const before = await cancelNow(job);
  if (before.type !== 'cancelled') {
    emit(before);
    return settle(job);
  }
  try {
    await reserveAnew(job);
    await keepAnew(job);
    if (!stop.signal.aborted) return run(job);
    emit(isPaused(stop) ? { type: 'paused' } : await cancelNow(job));
  } catch (error) {
    if (stop.signal.aborted) emit({ type: isPaused(stop) ? 'paused' : 'cancelled' });
    else {
      const taken = error instanceof SluiceError && error.code === 'name_taken';
      const reason = error instanceof SluiceError ? error.message : 'The upload could not begin; try again.';
      emit({ type: taken ? 'conflict' : 'failed', reason, error });
    }
  }
  await settle(job);
}

/** Why a job's file cannot be sent anew: an empty one stands in where only the confirm was left, or another was chosen. */
function lackOf(job: Job): { reason: string; error: Error } | undefined {
  if (job.kind === 'folder' ? job.files.length > 0 : job.file.size === job.record.size) return undefined;
  const resumed = job.kind === 'file' && job.resumed;
  const error = resumed ? new DifferentFile() : new UnreadableSource();
  const gone = `The bytes have to be sent once more, and the page that had the ${job.kind} is gone; choose it again.`;
  return { reason: resumed ? error.message : gone, error };
}

function isPaused({ signal }: AbortController): boolean {
  return signal.reason instanceof PauseRequest;
}

/** Cancels an upload of a page that is gone, and frees what it had reserved. */
export async function discard(job: Job): Promise<void> {
  jobs.set(job.record.id, job);
  await cancel(job.record.id);
}
