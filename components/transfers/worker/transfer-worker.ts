import { SluiceError } from '#lib/errors.ts';
import { warmHasher } from './hash-pool.ts';
import { addJob, cancel, discard, findJob, goOn, goWithout, pause, resolve } from './jobs.ts';
import type { ToWorker } from './messages.ts';
import { keepPass } from './passes.ts';
import { frameSender } from './ports.ts';
import { reserve } from './reserve.ts';
import { restore } from './restore.ts';
import { tell } from './show.ts';
import { takeFolder } from './take-folder.ts';

// The engine lives here, so that a page in the middle of gigabytes answers as if nothing ran.
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'addEventListener'>;

scope.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'warm':
      return warmHasher();
    case 'begin':
      return answer(data.call, async () => addJob(await reserve(data.upload)));
    case 'go-on':
      return answer(data.call, () => takeUp(data));
    case 'pause':
      return pause(data.id);
    case 'resume':
    case 'retry':
      return goOn(data.id);
    case 'go-without':
      return goWithout(data.id);
    case 'cancel':
      return void cancel(data.id);
    case 'discard':
      return answer(data.call, async () => discard(await restore(data.id, { files: [] })));
    case 'frame':
      return frameSender.use(data.port);
    case 'pass':
      return keepPass(data.requestId, data.pass);
    case 'resolve':
      return resolve(data.id, data.choice);
  }
});

const restoring = new Set<string>();

/** A file chosen again for an upload of this page replaces the one that went away; else the upload is taken up. */
async function takeUp({ id, handle, ...chosen }: Extract<ToWorker, { type: 'go-on' }>): Promise<void> {
  const { files } = chosen;
  const job = findJob(id);
  if (!job) {
    // A second click meanwhile would find the lock taken, by this very tab.
    if (restoring.has(id)) return;
    restoring.add(id);
    try {
      const restored = await restore(id, chosen);
      // Chosen again in another way, it may lie elsewhere by now.
      if (handle) restored.record.handle = handle as never;
      else if (files.length > 0) delete restored.record.handle;
      return addJob(restored);
    } finally {
      restoring.delete(id);
    }
  }
  if (job.kind === 'folder') takeFolder(job, chosen);
  else if (files[0]) {
    job.file = files[0].file;
    job.resumed = true;
    job.chosenAgain = true;
  }
  goOn(id);
}

function answer(call: number, work: () => Promise<void>): void {
  work().then(
    () => tell({ type: 'answer', call }),
    (error: unknown) => {
      const { code, message, details } =
        error instanceof SluiceError
          ? error
          : new SluiceError('internal', 'The upload could not begin; reload the page and try again.');
      tell({ type: 'answer', call, error: { code, message, details } });
    },
  );
}
