import { downloadFailReason } from '#lib/transfers/download/fail-reason.ts';
import { DownloadCancelled } from '#lib/transfers/download/failures.ts';
import type { Pause } from '#lib/transfers/with-retry.ts';
import { forgetJob, lockOf } from './download-journal.ts';
import { runFileJob } from './file-job.ts';
import { runFolderJob } from './folder-job.ts';
import type { FileOutcome, FromDownloader, Job, ToDownloader } from './messages.ts';
import { runZipJob } from './zip-job.ts';

// All downloads of a page: network, hash and disk are kept off the page's own thread.
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'postMessage' | 'addEventListener'>;
const stops = new Map<string, AbortController>();

/** How often the page hears of bytes, in ms. */
const tellEvery = 250;

scope.addEventListener('message', ({ data }: MessageEvent<ToDownloader>) => {
  if (data.type === 'start') void start(data.id, data.job);
  else stops.get(data.id)?.abort(data.type === 'cancel' ? new DownloadCancelled() : new Error('paused'));
});

async function start(id: string, job: Job): Promise<void> {
  const stop = new AbortController();
  stops.set(id, stop);
  try {
    await navigator.locks.request(lockOf(id), { signal: stop.signal }, () => run(id, job, stop.signal));
  } catch (error) {
    if (!stop.signal.aborted) tell({ id, type: 'failed', reason: downloadFailReason(error) });
    else if (stop.signal.reason instanceof DownloadCancelled) {
      await forgetJob(id).catch(() => {});
      tell({ id, type: 'cancelled' });
    } else tell({ id, type: 'paused' });
  } finally {
    stops.delete(id);
  }
}

async function run(id: string, job: Job, signal: AbortSignal): Promise<void> {
  const begun = performance.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  let moved: number | undefined;
  let ended: FileOutcome[] = [];

  function tellMoved(now: number) {
    toldAt = now;
    tell({ id, type: 'moved', bytes: moved, ended });
    ended = [];
  }
  function tellAtTimes() {
    const now = performance.now();
    if (now - toldAt >= tellEvery) tellMoved(now);
  }
  const news = {
    onDone(bytes: number) {
      moved = bytes;
      tellAtTimes();
    },
    onPause({ reason, retryAt }: Pause) {
      const forMs = retryAt === undefined ? undefined : retryAt - performance.now();
      tell({ id, type: 'waiting', reason, forMs });
    },
    onFile(outcome: FileOutcome) {
      ended.push(outcome);
      tellAtTimes();
    },
  };

  async function runKind(): Promise<FromDownloader> {
    if (job.kind === 'folder') {
      const { failed } = await runFolderJob(id, job, news, signal);
      if (failed === 0) return { id, type: 'done' };
      const reason = `${failed} of ${job.files.length} files could not be saved; try again to get all of them.`;
      return { id, type: 'failed', reason };
    }
    if (job.kind === 'zip') return { id, type: 'done', ...(await runZipJob(id, job, news, signal)) };
    const { md5, verified, file } = await runFileJob(id, job, news, signal);
    const { path, size } = job.file;
    const seconds = (performance.now() - begun) / 1000;
    ended.push({ path, size, md5, verified, seconds });
    return { id, type: 'done', ...(file ? { file } : {}) };
  }

  // What moved last is told before how it ended, which the receipt is written by.
  const end = await runKind().finally(() => tellMoved(performance.now()));
  tell(end);
  // Told before: the browser's database waits until the disk has all that was written. The lock is held until then.
  if (end.type === 'done') await forgetJob(id).catch(() => {});
}

function tell(message: FromDownloader): void {
  scope.postMessage(message);
}
