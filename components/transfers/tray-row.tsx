import Link from 'next/link';
import { classNames } from '#components/ui/class-names.ts';
import { datasetPath } from '#lib/paths.ts';
import { isRunning, sentBytes, type TransferState } from '#lib/transfers/transfer-state.ts';
import { cancelTransfer, retryTransfer } from './run-transfer.ts';
import type { Transfer } from './transfers-store.ts';
import { TrayConflict } from './tray-conflict.tsx';
import { formatSeconds, percentOf } from './tray-summary.ts';

/** One file: its state with its own reason, a bar, and what can be done. */
export function TrayRow({ transfer, now }: { transfer: Transfer; now: number }) {
  const { fileName, state } = transfer;
  const phase = state.phase.name;
  const percent = phase === 'done' ? 100 : percentOf(sentBytes(state), state.size);
  const said = saidOf(state, percent, now);
  return (
    <li className="grid grid-cols-[minmax(80px,1fr)_auto] items-center gap-x-2 gap-y-1 border-line border-t px-3 py-2">
      <span className="truncate" title={fileName}>
        {fileName}
      </span>
      <span className="flex items-center gap-2 text-[12px] text-muted">
        {said.short ? <span className={said.tone}>{said.short}</span> : null}
        <Actions transfer={transfer} />
      </span>
      <div
        role="progressbar"
        aria-label={fileName}
        aria-valuenow={percent}
        className="col-span-2 h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div className={classNames('h-full', said.bar)} style={{ width: `${percent}%` }} />
      </div>
      {said.long ? <p className={classNames('col-span-2 text-[12px]', said.tone)}>{said.long}</p> : null}
      {state.phase.name === 'conflict' ? (
        <TrayConflict transfer={transfer} error={state.phase.error} />
      ) : null}
    </li>
  );
}

interface Said {
  short?: string;
  long?: string;
  tone?: string;
  bar: string;
}

function saidOf({ phase, size }: TransferState, percent: number, now: number): Said {
  const bar = 'bg-accent';
  switch (phase.name) {
    case 'queued':
      return { short: 'waiting for its turn', bar };
    case 'uploading':
      return { short: size === 0 ? '' : `${percent} %`, bar };
    case 'waiting': {
      const seconds = Math.max(0, (phase.retryAt - now) / 1000);
      const when = seconds > 0.5 ? `trying again in ${formatSeconds(seconds)}` : 'trying again';
      return {
        short: `${percent} %`,
        long: `${capital(phase.reason)}, ${when}.`,
        tone: 'text-warn',
        bar: 'bg-warn',
      };
    }
    case 'committing':
      return { short: 'putting the blocks together', bar };
    case 'confirming':
      return { short: 'checking and listing', bar };
    case 'done':
      return { short: 'uploaded', tone: 'text-good', bar: 'bg-good' };
    case 'conflict':
      return { short: 'the name is taken', tone: 'text-warn', bar: 'bg-warn' };
    case 'failed':
      return { short: 'failed', long: phase.reason, tone: 'text-bad', bar: 'bg-bad' };
    case 'cancelled':
      return { short: 'cancelled', bar: 'bg-line-strong' };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Actions({ transfer: { id, workspaceId, fileName, state } }: { transfer: Transfer }) {
  const { phase } = state;
  return (
    <>
      {phase.name === 'done' ? (
        <Link
          href={datasetPath(workspaceId, phase.listed.datasetId)}
          className="link"
          aria-label={`Open ${phase.listed.name}`}
        >
          Open
        </Link>
      ) : null}
      {phase.name === 'failed' ? (
        <Action label={`Retry ${fileName}`} onClick={() => retryTransfer(id)}>
          Retry
        </Action>
      ) : null}
      {isRunning(state) || phase.name === 'failed' || phase.name === 'conflict' ? (
        <Action label={`Cancel ${fileName}`} onClick={() => void cancelTransfer(id)}>
          Cancel
        </Action>
      ) : null}
    </>
  );
}

function Action({ label, children, onClick }: { label: string; children: string; onClick: () => void }) {
  return (
    <button type="button" className="text-accent hover:underline" aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}
