'use client';

import Link from 'next/link';
import { RunStatusChip } from '#components/experiments/run-status.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Action } from '#lib/access/actions.ts';
import type { Experiment } from '#lib/experiments/experiment-schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { experimentsPath } from '#lib/paths.ts';
import { ExperimentActions } from './experiment-actions.tsx';

interface ExperimentHeaderProps {
  workspaceId: string;
  experiment: Experiment;
  kind: 'own' | 'sample';
  can: readonly Action[];
}

export function ExperimentHeader({ workspaceId, experiment, kind, can }: ExperimentHeaderProps) {
  const { name, status, runCount, creator, createdAt } = experiment;
  return (
    <header className="grid gap-1.5">
      <nav aria-label="Breadcrumb" className="text-muted">
        <Link href={experimentsPath(workspaceId)} className="link">
          Experiments
        </Link>{' '}
        /{' '}
        <Link href={experimentsPath(workspaceId, kind === 'sample' ? 'samples' : undefined)} className="link">
          {kind === 'sample' ? 'Samples' : 'My experiments'}
        </Link>
      </nav>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <h1 className="min-w-0 flex-1">{name}</h1>
        <ExperimentActions workspaceId={workspaceId} experiment={experiment} can={can} />
      </div>
      <div className="flex flex-wrap gap-1.5">
        <RunStatusChip status={status} />
        {runCount > 0 ? (
          <Chip>
            <b>{formatCount(runCount)}</b> {runCount === 1 ? 'run' : 'runs'}
          </Chip>
        ) : null}
        <Chip>
          {creator.displayName}, <Time at={createdAt} />
        </Chip>
      </div>
    </header>
  );
}
