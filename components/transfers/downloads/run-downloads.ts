import { desk, showTray } from '#components/transfers/desk.ts';
import { showToast } from '#components/ui/toast-store.ts';
import { discardDownload } from './discard-download.ts';
import { copyLockOf, listJobs } from './download-journal.ts';
import {
  addDownload,
  changeDownload,
  type Download,
  downloadsStore,
  dropFile,
  findDownload,
  isLoading,
  removeDownloads,
} from './downloads-store.ts';
import { handOver } from './hand-over.ts';
import { markInterruptible } from './interrupted.ts';
import { copiesToLetGo } from './kept-copies.ts';
import type { FromDownloader, Job, ToDownloader } from './messages.ts';
import { sweepCopies, watchTabs } from './offer-interrupted.ts';
import { mayWrite, pickedHandle } from './pickers.ts';
import { rememberDownload } from './remember-download.ts';

let worker: Worker | undefined;

function downloader(): Worker {
  if (worker) return worker;
  const begun = new Worker(new URL('./download-worker.ts', import.meta.url), { type: 'module' });
  begun.onmessage = ({ data }: MessageEvent<FromDownloader>) => hear(data);
  begun.onerror = () => {
    // It may live on, with the locks of what it runs.
    begun.terminate();
    worker = undefined;
    failAll();
  };
  worker = begun;
  return begun;
}

/** Starts the worker before there is something to do: loading it takes as long as asking for a key. */
export function warmDownloader(): void {
  downloader();
}

/** Begins a download and shows it in the tray. */
export function startJob(name: string, total: number, wanted: Job): void {
  const id = crypto.randomUUID();
  const { userId } = desk.get();
  const job = userId === undefined ? wanted : { ...wanted, userId };
  addDownload({
    ...{ id, name, bytes: 0, total, outcomes: [], job },
    ...{ phase: { name: 'loading' }, startedAt: Date.now(), remembered: false },
  });
  showTray();
  watchTabs();
  markInterruptible();
  // Copies of earlier downloads that were taken off the tray; what cannot be swept now is by the next one.
  listJobs()
    .then(sweepCopies)
    .catch(() => {});
  post({ type: 'start', id, job, goesOn: false });
}

export function pauseDownload(id: string): void {
  post({ type: 'pause', id });
}

/** Asked of the person whether the browser may write; a second click meanwhile asks nothing more. */
const asking = new Set<string>();

/** Goes on, or tries again, from what is there. */
export async function resumeDownload(id: string): Promise<void> {
  const found = findDownload(id);
  if (!found || isLoading(found) || asking.has(id)) return;
  // The key it began with has aged; the worker asks for another.
  const job: Job = found.job.kind === 'file' ? withoutKey(found.job) : found.job;
  const handle = pickedHandle(job);
  asking.add(id);
  const may = !handle || (await mayWrite(handle).finally(() => asking.delete(id)));
  asking.delete(id);
  if (!may) return;
  if (found.phase.name === 'failed' && found.phase.elsewhere) {
    // What the other tab has brought stays as it is, and may still be saved from there.
    removeDownloads((download) => download.id === id);
    return startJob(found.name, found.total, job);
  }
  const goesOn = ['paused', 'interrupted'].includes(found.phase.name);
  changeDownload(id, { phase: { name: 'loading' }, outcomes: [], remembered: false });
  post({ type: 'start', id, job, goesOn });
}

export async function cancelDownload(id: string): Promise<void> {
  const found = findDownload(id);
  if (!found) return;
  if (isLoading(found)) return post({ type: 'cancel', id });
  // After a reload the browser lets nobody delete what it wrote before, unless the person allows it again.
  const handle = pickedHandle(found.job);
  const may = !handle || (await mayWrite(handle).catch(() => false));
  if (!may)
    showToast({
      text: `What came of ${found.name} stays where it is: the browser may not delete it.`,
      tone: 'bad',
    });
  changeDownload(id, { phase: { name: 'cancelled' } });
  remember(id);
  await discardDownload(id);
}

/** Hands a finished file over once more. */
export function saveAgain({ file, name }: Download): void {
  if (file) handOver(file, name);
}

/** Takes what ended off the tray, and lets go of the copies: the browser has had the time to save them. */
export function clearEndedDownloads(): void {
  const over = ({ phase }: Download) => phase.name === 'done' || phase.name === 'cancelled';
  for (const { id } of downloadsStore.get().downloads.filter(over)) letGoOf(id);
  removeDownloads(over);
}

/** How to let go of the copies in the browser's own storage that this page may hand over once more. */
const copies = new Map<string, () => void>();

/** As long as its lock is held, no tab sweeps it away. */
function holdCopy(id: string): void {
  void navigator.locks.request(copyLockOf(id), () => new Promise<void>((letGo) => copies.set(id, letGo)));
}

/** Any page may delete it from now on, once the browser has had the time to save it. */
function letGoOf(id: string): void {
  copies.get(id)?.();
  copies.delete(id);
}

function letGoOfOld(newest: string): void {
  const others = downloadsStore.get().downloads.filter(({ id }) => id !== newest);
  for (const id of copiesToLetGo([...others, findDownload(newest)])) {
    letGoOf(id);
    dropFile(id);
  }
}

function hear(message: FromDownloader): void {
  const { id } = message;
  const download = findDownload(id);
  if (!download) return;
  if (message.type === 'done' && message.file) {
    holdCopy(id);
    handOver(message.file, download.name);
  }
  changeDownload(id, changeBy(message, download));
  if (message.type === 'done' && message.file) letGoOfOld(id);
  if (message.type === 'done' || message.type === 'failed' || message.type === 'cancelled') remember(id);
}

/** A browser that keeps no history downloads all the same. */
function remember(id: string): void {
  const download = findDownload(id);
  if (!download) return;
  rememberDownload(download)
    .then((remembered) => changeDownload(id, { remembered }))
    .catch(() => {});
}

function changeBy(message: FromDownloader, { phase, outcomes, total }: Download): Partial<Download> {
  switch (message.type) {
    case 'moved': {
      const { bytes, ended } = message;
      const came = bytes === undefined ? {} : { bytes, ...(phase.name === 'waiting' ? loading : {}) };
      return ended.length === 0 ? came : { ...came, outcomes: [...outcomes, ...ended] };
    }
    case 'waiting': {
      const retryAt = message.forMs === undefined ? undefined : performance.now() + message.forMs;
      return { phase: { name: 'waiting', reason: message.reason, retryAt } };
    }
    case 'done':
      return { phase: { name: 'done' }, bytes: total, ...(message.file ? { file: message.file } : {}) };
    case 'failed': {
      const { reason, elsewhere = false } = message;
      return { phase: { name: 'failed', reason, elsewhere } };
    }
    case 'paused':
    case 'cancelled':
      return { phase: { name: message.type } };
  }
}

function withoutKey({ url: _, ...job }: Extract<Job, { kind: 'file' }>): Job {
  return job;
}

/** The worker is gone, and with it all that ran there. */
function failAll(): void {
  const reason = 'The download stopped unexpectedly; try again, and reload the page if it happens again.';
  for (const download of downloadsStore.get().downloads)
    if (isLoading(download)) changeDownload(download.id, { phase: { name: 'failed', reason } });
}

const loading = { phase: { name: 'loading' } } as const;

function post(message: ToDownloader): void {
  downloader().postMessage(message);
}
