import Link from 'next/link';
import { memo } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { datasetPath } from '#lib/paths.ts';
import { FailedFiles } from './failed-files.tsx';
import type { Transfer } from './transfers-store.ts';
import { TrayActions } from './tray-actions.tsx';
import { TrayConflict } from './tray-conflict.tsx';
import { percentOf, waitWords } from './tray-summary.ts';

interface TrayRowProps {
  transfer: Transfer;
  /** Unix ms by the monotonic clock; given where a pause counts down. */
  now: number | undefined;
}

/** One upload: its state with its own reason, a bar, and what can be done. */
export const TrayRow = memo(function TrayRow({ transfer, now }: TrayRowProps) {
  const { label, kind, phase, size, sent, files, elsewhere } = transfer;
  const percent = phase.name === 'done' ? 100 : percentOf(sent, size);
  const said = saidOf(transfer, percent, now ?? 0);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-y-1 border-line border-t px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-2">
        {/* Which file it is can be read beside any state: where both have no room, the state is on a line of its own. */}
        <span className="min-w-32 flex-1 truncate" title={label}>
          {kind === 'folder' ? `${label}/` : label}
        </span>
        <span className="-mr-1 ml-auto flex flex-wrap items-center justify-end gap-x-1 text-[12px] text-muted max-md:-mr-1.5">
          {said.short ? (
            <span className={classNames('whitespace-nowrap', said.tone)}>{said.short}</span>
          ) : null}
          {phase.name === 'done' && phase.listed.datasetId !== '' ? (
            <Link
              href={datasetPath(transfer.workspaceId, phase.listed.datasetId)}
              className="link px-1 py-0.5 max-md:px-1.5 max-md:py-1.5"
              aria-label={`Open ${phase.listed.name}`}
            >
              Open
            </Link>
          ) : null}
          {elsewhere ? null : <TrayActions transfer={transfer} />}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div className={classNames('h-full', said.bar)} style={{ width: `${percent}%` }} />
      </div>
      {files ? (
        <p className="text-[12px] text-muted">
          {formatCount(files.done)} of {countOf(files.count, 'file')}
          {files.countBefore === undefined ? '' : ` · ${formatCount(files.countBefore)} when it began`}
          {files.unchanged > 0 ? ` · ${formatCount(files.unchanged)} unchanged, not sent again` : ''}
          {files.failedCount > 0 ? ` · ${formatCount(files.failedCount)} failed` : ''}
          {files.leftOut > 0 ? ` · ${formatCount(files.leftOut)} left out` : ''}
        </p>
      ) : null}
      {elsewhere && phase.name !== 'done' ? (
        <p className="text-[12px] text-muted">Runs in another tab; it is only shown here.</p>
      ) : null}
      {said.long ? <p className={classNames('text-[12px]', said.tone)}>{said.long}</p> : null}
      {transfer.forgetful && phase.name !== 'done' && phase.name !== 'cancelled' ? (
        <p className="text-[12px] text-warn">
          This browser has no room to remember it; keep the page open until it is through.
        </p>
      ) : null}
      {files && files.failedCount > 0 ? <FailedFiles files={files} /> : null}
      {phase.name === 'conflict' && !elsewhere ? (
        <TrayConflict transfer={transfer} datasetId={phase.datasetId} />
      ) : null}
    </li>
  );
});

interface Said {
  short?: string;
  long?: string;
  tone?: string;
  bar: string;
}

function saidOf({ phase, size, kind, requestId }: Transfer, percent: number, now: number): Said {
  const bar = 'bg-accent';
  switch (phase.name) {
    case 'queued':
      return { short: 'waiting for its turn', bar };
    case 'uploading':
      return { short: size === 0 ? '' : `${percent} %`, bar };
    case 'waiting':
      return { short: `${percent} %`, long: waitWords(phase, now), tone: 'text-warn', bar: 'bg-warn' };
    case 'paused':
      return { short: `paused at ${percent} %`, bar: 'bg-line-strong' };
    case 'interrupted':
      return {
        short: 'interrupted',
        long: phase.handle
          ? 'It stopped before it was through; what arrived is kept.'
          : `It stopped before it was through; choose the same ${kind} again, only what is missing is sent.`,
        tone: 'text-warn',
        bar: 'bg-warn',
      };
    case 'committing':
      return { short: 'putting the blocks together', bar };
    case 'confirming':
      return { short: 'checking and listing', bar };
    case 'done':
      // What is sent by a link becomes a dataset once a member accepts it.
      return { short: requestId ? 'received' : 'uploaded', tone: 'text-good', bar: 'bg-good' };
    case 'conflict':
      return { short: 'the name is taken', tone: 'text-warn', bar: 'bg-warn' };
    case 'failed':
      return { short: 'failed', long: phase.reason, tone: 'text-bad', bar: 'bg-bad' };
    case 'cancelled':
      return { short: 'cancelled', bar: 'bg-line-strong' };
  }
}
