import { downloadFailReason } from '#lib/transfers/download/fail-reason.ts';
import { DownloadCancelled } from '#lib/transfers/download/failures.ts';
import type { Pause } from '#lib/transfers/with-retry.ts';
import { discardHeld } from './discard-download.ts';
import { downloadsChannel, forgetJob, listJobs, lockOf } from './download-journal.ts';
import { runFileJob } from './file-job.ts';
import { runFolderJob } from './folder-job.ts';
import type { BetweenTabs, FileOutcome, FromDownloader, Job, ToDownloader } from './messages.ts';
import { runZipJob } from './zip-job.ts';

// All downloads of a page: network, hash and disk are kept off the page's own thread.
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'postMessage' | 'addEventListener'>;
const tabs = new BroadcastChannel(downloadsChannel);
const running = new Map<string, { stop: AbortController; isCancelled: boolean }>();
/** Begun here, and stopped before the journal had them: no other tab can have ended them. */
const unkept = new Set<string>();

/** How often the page hears of bytes, in ms. */
const tellEvery = 250;

scope.addEventListener('message', ({ data }: MessageEvent<ToDownloader>) => {
  if (data.type === 'start') return void start(data);
  const run = running.get(data.id);
  if (!run) return;
  // Cancelled while a pause winds down, it is still to be cancelled.
  run.isCancelled ||= data.type === 'cancel';
  run.stop.abort(data.type === 'cancel' ? new DownloadCancelled() : new Error('paused'));
});

async function start({ id, job, goesOn }: Extract<ToDownloader, { type: 'start' }>): Promise<void> {
  if (running.has(id)) return;
  const stop = new AbortController();
  const own = { stop, isCancelled: false };
  running.set(id, own);
  if (!goesOn) unkept.add(id);
  try {
    await alone(id, stop.signal, async () => {
      if (goesOn && !unkept.has(id) && (await isOver(id))) throw new EndedElsewhere();
      tabs.postMessage({ taken: id } satisfies BetweenTabs);
      try {
        await run(id, job, stop.signal);
        unkept.delete(id);
      } catch (error) {
        // Before the lock goes: whoever waits for it would take the download up. What ran may have stopped before it
        // opened what an earlier run has left.
        if (own.isCancelled) await discardHeld(id);
        else if (!(await isOver(id))) unkept.delete(id);
        throw error;
      }
    });
  } catch (error) {
    const end = own.isCancelled ? 'cancelled' : stop.signal.aborted ? 'paused' : undefined;
    if (end) tell({ id, type: end });
    else
      tell({
        id,
        type: 'failed',
        reason: error instanceof EndedElsewhere ? error.message : downloadFailReason(error),
        elsewhere: error instanceof EndedElsewhere,
      });
  } finally {
    running.delete(id);
  }
}

/** Holds the download's lock for `work`, once no other tab does; until then the page says so. */
async function alone(id: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator;
  const isFree = await locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
    signal.throwIfAborted();
    if (lock) await work();
    return lock !== null;
  });
  if (isFree) return;
  tell({ id, type: 'waiting', reason: 'another tab is at it', forMs: undefined });
  await locks.request(lockOf(id), { signal }, work);
}

class EndedElsewhere extends Error {
  constructor() {
    super('Another tab has finished this download, or given it up; begin it anew if you want it once more.');
  }
}

/** Whether the journal, which had the download when it stopped, has it no more. */
async function isOver(id: string): Promise<boolean> {
  return (await listJobs().catch(() => [id])).includes(id) === false;
}

async function run(id: string, job: Job, signal: AbortSignal): Promise<void> {
  const begun = performance.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  let moved: number | undefined;
  let told: number | undefined;
  let ended: FileOutcome[] = [];

  function tellMoved(now: number) {
    [toldAt, told] = [now, moved];
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
      const now = performance.now();
      const forMs = retryAt === undefined ? undefined : retryAt - now;
      // How far it came is told before why it waits.
      if (moved !== told) tellMoved(now);
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
