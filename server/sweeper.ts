import { purgeDatasets } from '#server/datasets/index.ts';
import { purgeExperiments } from '#server/experiments/index.ts';
import { sweepNonces, sweepSessions } from '#server/identity/index.ts';
import { type ContainerKeeper, createContainerKeeper } from '#server/keep-container.ts';
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

const nothing: Swept = { uploads: 0, datasets: 0, experiments: 0 };

/**
 * What the sweeper does at each round; what removes bytes only as `keeper` allows. Every step may run on several servers at
 * once: removing twice is harmless.
 */
export async function sweepOnce(parts: Parts<BlobStore>, keeper?: ContainerKeeper): Promise<Swept> {
  const mayRemove = keeper ? await guarded(parts, 'container', () => keeper.mayRemove()) : true;
  const swept = mayRemove ? await removeBytes(parts) : nothing;
  await guarded(parts, 'links that end', warnOfEndingLinks);
  await guarded(parts, 'sessions', sweepSessions);
  await guarded(parts, 'sign-ins begun', sweepNonces);
  return swept;
}

async function removeBytes(parts: Parts<BlobStore>): Promise<Swept> {
  const uploads = await guarded(parts, 'uploads', sweepUploads);
  const datasets = await guarded(parts, 'datasets', purgeDatasets);
  const experiments = await guarded(parts, 'experiments', purgeExperiments);
  await guarded(parts, 'submissions', purgeSubmissions);
  await guarded(parts, 'uploads given up', forgetGivenUp);
  await guarded(parts, 'workspaces', purgeWorkspaces);
  return { uploads: uploads ?? 0, datasets: datasets ?? 0, experiments: experiments ?? 0 };
}

/** A step that fails stops no other. Its name is text, as the build shortens those of functions. */
async function guarded<T>(
  parts: Parts<BlobStore>,
  step: string,
  work: (parts: Parts<BlobStore>) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work(parts);
  } catch (error) {
    parts.log.warn({ step, error: describeError(error) }, 'the sweeper will try again');
    return undefined;
  }
}

/**
 * Sweeps once a minute, from the start on. A round that takes longer, as where a hundred thousand files are removed, is let
 * end; meanwhile the container's mark is made anew all the same, so that no copy of these books takes it for abandoned.
 */
export function startSweeper(parts: Parts<BlobStore>): { stop(): Promise<void> } {
  const keeper = createContainerKeeper(parts);
  let round: Promise<void> | undefined;
  let keeping: Promise<unknown> = Promise.resolve();
  const sweep = async () => {
    const swept = await sweepOnce(parts, keeper);
    if (swept.uploads + swept.datasets + swept.experiments > 0) parts.log.info({ ...swept }, 'swept');
  };
  const begin = () => {
    if (round) keeping = guarded(parts, 'container', () => keeper.mayRemove());
    else
      round = sweep().finally(() => {
        round = undefined;
      });
  };
  begin();
  const timer = setInterval(begin, interval);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all([round, keeping]);
    },
  };
}
