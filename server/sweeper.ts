import { purgeDatasets } from '#server/datasets/index.ts';
import { purgeExperiments } from '#server/experiments/index.ts';
import { sweepNonces, sweepSessions } from '#server/identity/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { describeError } from '#server/platform/log.ts';
import { forgetGivenUp, purgeSubmissions, warnOfEndingLinks } from '#server/shares/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { sweepUploads } from '#server/transfers/index.ts';
import { purgeWorkspaces } from '#server/workspaces/index.ts';

const interval = 60_000;

interface Swept {
  uploads: number;
  datasets: number;
  experiments: number;
}

/** What the sweeper does at each round. Every step may run on several servers at once: removing twice is harmless. */
export async function sweepOnce(parts: Parts<BlobStore>): Promise<Swept> {
  const [uploads, datasets] = [await guarded(parts, sweepUploads), await guarded(parts, purgeDatasets)];
  const experiments = await guarded(parts, purgeExperiments);
  await guarded(parts, purgeSubmissions);
  await guarded(parts, forgetGivenUp);
  await guarded(parts, warnOfEndingLinks);
  await guarded(parts, purgeWorkspaces);
  await guarded(parts, sweepSessions);
  await guarded(parts, sweepNonces);
  return { uploads: uploads ?? 0, datasets: datasets ?? 0, experiments: experiments ?? 0 };
}

/** A step that fails stops no other. */
async function guarded<T>(
  parts: Parts<BlobStore>,
  step: (parts: Parts<BlobStore>) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await step(parts);
  } catch (error) {
    parts.log.warn({ step: step.name, error: describeError(error) }, 'the sweeper will try again');
    return undefined;
  }
}

/** Sweeps once a minute, from the start on. */
export function startSweeper(parts: Parts<BlobStore>): { stop(): Promise<void> } {
  let round = Promise.resolve();
  const sweep = () => {
    round = round.then(async () => {
      const swept = await sweepOnce(parts);
      if (swept.uploads + swept.datasets + swept.experiments > 0) parts.log.info({ ...swept }, 'swept');
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
