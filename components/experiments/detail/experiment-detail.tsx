'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useRemovableExperiments } from '#components/experiments/experiment-mutations.ts';
import { PublishByCode } from '#components/experiments/publish-by-code.tsx';
import { DeletedBanner } from '#components/removal/deleted-banner.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import type { Action } from '#lib/access/actions.ts';
import type { Experiment } from '#lib/experiments/experiment-schema.ts';
import { AboutExperiment } from './about-experiment.tsx';
import { DescriptionPanel } from './description-panel.tsx';
import { ExperimentHeader } from './experiment-header.tsx';
import { RunSection } from './run-section.tsx';

interface ExperimentDetailProps {
  workspaceId: string;
  experiment: Experiment;
  kind: 'own' | 'sample';
  can: readonly Action[];
}

export function ExperimentDetail({ workspaceId, experiment, kind, can }: ExperimentDetailProps) {
  const pathname = usePathname();
  const openOutputId = useSearchParams().get('output');
  const removable = useRemovableExperiments(experiment.workspaceId);
  const { runs, deletedAt } = experiment;
  const mayEdit = can.includes('experiment.edit') && !deletedAt;
  const isThere = runs.some(({ outputs }) => outputs.some(({ id }) => id === openOutputId));

  return (
    <div className="grid gap-5 [&>*]:min-w-0">
      <div className="grid gap-3">
        <ExperimentHeader workspaceId={workspaceId} experiment={experiment} kind={kind} can={can} />
        {deletedAt ? (
          <DeletedBanner
            thing={experiment}
            removable={removable}
            mayRestore={can.includes('experiment.delete')}
          />
        ) : null}
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px] [&>*]:min-w-0">
        <DescriptionPanel experiment={experiment} mayEdit={mayEdit} />
        <AboutExperiment experiment={experiment} />
      </div>
      {openOutputId && !isThere ? (
        <p role="status" className="panel px-4 py-6 text-center text-muted">
          This experiment has no such output among its newest runs.{' '}
          <ShallowLink href={pathname} className="link">
            Show the runs alone
          </ShallowLink>
        </p>
      ) : null}
      {runs.map((run) => (
        <RunSection
          key={run.n}
          workspaceId={workspaceId}
          experiment={experiment}
          run={run}
          openOutputId={openOutputId}
          maySave={can.includes('dataset.create')}
        />
      ))}
      {runs.length === 0 ? (
        <section aria-label="Runs" className="panel">
          <EmptyState
            title="No runs yet"
            code={mayEdit ? <PublishByCode workspaceId={workspaceId} experimentId={experiment.id} /> : null}
          >
            A script starts a run, publishes what it puts out, and says how it ended. It all appears here.
          </EmptyState>
        </section>
      ) : null}
      {experiment.runCount > runs.length ? (
        <p className="text-muted">
          The newest {runs.length} of {experiment.runCount} runs are shown.
        </p>
      ) : null}
    </div>
  );
}
