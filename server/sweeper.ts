import { purgeDatasets } from '#server/datasets/index.ts';
import { sweepSessions } from '#server/identity/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { sweepUploads } from '#server/transfers/index.ts';

const interval = 60_000;

/** What the sweeper does at each round. Every step may run on several servers at once: removing twice is harmless. */
export async function sweepOnce(parts: Parts<BlobStore>): Promise<{ uploads: number; datasets: number }> {
  const uploads = await sweepUploads(parts);
  const datasets = await purgeDatasets(parts);
  await sweepSessions(parts);
  return { uploads, datasets };
}

/** Sweeps once a minute, from the start on; a round that fails is logged and the next one tries again. */
export function startSweeper(parts: Parts<BlobStore>): { stop(): Promise<void> } {
  let round = Promise.resolve();
  const sweep = () => {
    round = round.then(async () => {
      try {
        const swept = await sweepOnce(parts);
        if (swept.uploads + swept.datasets > 0) parts.log.info(swept, 'swept');
      } catch (error) {
        parts.log.warn({ error: describeError(error) }, 'the sweeper will try again');
      }
    });
  };
  sweep();
  const timer = setInterval(sweep, interval);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
}
