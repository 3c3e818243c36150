'use client';

import { RunStatusChip } from '#components/experiments/run-status.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Experiment, ExperimentRun } from '#lib/experiments/experiment-schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { exactTime } from '#lib/format/time.ts';
import { OutputViewer } from './output-viewer.tsx';
import { OutputsTable } from './outputs-table.tsx';

interface RunSectionProps {
  workspaceId: string;
  experiment: Experiment;
  run: ExperimentRun;
  /** The output one looks into, of this run or another. */
  openOutputId: string | null;
  maySave: boolean;
}

/** One run: how it went, its outputs, and the one of them that is open. */
export function RunSection({ workspaceId, experiment, run, openOutputId, maySave }: RunSectionProps) {
  const { n, outputs, detail } = run;
  const open = experiment.deletedAt ? undefined : outputs.find(({ id }) => id === openOutputId);
  const heading = `run-${n}`;
  return (
    <section aria-labelledby={heading} className="grid gap-2.5 [&>*]:min-w-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={heading} className="text-[15px]">
          Run {formatCount(n)}
        </h2>
        <RunStatusChip status={run.status} />
        <p className="text-muted">
          {run.creator.displayName}, <Time at={run.startedAt} />
          <Duration run={run} />
        </p>
      </div>
      {detail ? <p className="max-w-[76ch] whitespace-pre-wrap">{detail}</p> : null}
      {outputs.length > 0 ? (
        <OutputsTable experiment={experiment} run={run} openOutputId={open?.id} />
      ) : (
        <p className="panel px-3 py-3 text-muted">
          {run.status === 'running' ? 'Nothing is published yet.' : 'It has no outputs.'}
        </p>
      )}
      {open ? (
        <OutputViewer
          key={open.id}
          workspaceId={workspaceId}
          experiment={experiment}
          run={run}
          output={open}
          maySave={maySave}
        />
      ) : null}
    </section>
  );
}

function Duration({ run: { startedAt, finishedAt } }: { run: ExperimentRun }) {
  if (!finishedAt) return null;
  return (
    <span title={`finished ${exactTime(finishedAt)}`}>
      , took {formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))}
    </span>
  );
}
