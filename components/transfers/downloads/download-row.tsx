import { classNames } from '#components/ui/class-names.ts';
import { countOf } from '#lib/format/count.ts';
import { TrayAction } from '../tray-action.tsx';
import { percentOf, waitWords } from '../tray-summary.ts';
import type { Download } from './downloads-store.ts';
import { cancelDownload, pauseDownload, resumeDownload, saveAgain } from './run-downloads.ts';

/** One download in the tray: its state with its own reason, a bar, and what can be done. */
export function DownloadRow({ download, now }: { download: Download; now: number }) {
  const { name, bytes, total, phase } = download;
  const percent = phase.name === 'done' ? 100 : percentOf(bytes, total);
  const said = saidOf(download, percent, now);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-y-1 border-line border-t px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="min-w-32 flex-1 truncate" title={name}>
          {name}
        </span>
        <span className="-mr-1 ml-auto flex items-center gap-x-1 text-[12px] text-muted max-md:-mr-1.5">
          <span className={said.tone}>{said.short}</span>
          <Actions download={download} />
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={`Download of ${name}`}
        aria-valuenow={percent}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div className={classNames('h-full', said.bar)} style={{ width: `${percent}%` }} />
      </div>
      {said.long ? <p className={classNames('text-[12px]', said.tone)}>{said.long}</p> : null}
    </li>
  );
}

interface Said {
  short: string;
  long?: string;
  tone?: string;
  bar: string;
}

function saidOf(download: Download, percent: number, now: number): Said {
  const { phase } = download;
  switch (phase.name) {
    case 'loading':
      return { short: `${percent} %`, bar: 'bg-accent' };
    case 'waiting':
      return { short: `${percent} %`, long: waitWords(phase, now), tone: 'text-warn', bar: 'bg-warn' };
    case 'paused':
      return { short: `paused at ${percent} %`, bar: 'bg-line-strong' };
    case 'interrupted':
      return {
        short: `${percent} %`,
        long: 'The page was left while this was coming in; go on from here, or cancel it.',
        tone: 'text-warn',
        bar: 'bg-warn',
      };
    case 'done':
      return { tone: 'text-good', bar: 'bg-good', ...endOf(download) };
    case 'failed':
      return { short: 'failed', long: phase.reason, tone: 'text-bad', bar: 'bg-bad' };
    case 'cancelled':
      return { short: 'cancelled', bar: 'bg-line-strong' };
  }
}

function endOf({ outcomes }: Download): { short: string; long?: string } {
  const unverified = outcomes.filter(({ verified }) => !verified).length;
  if (unverified === 0) return { short: 'downloaded and verified' };
  const which = outcomes.length === 1 ? '' : ` for ${countOf(unverified, 'file')}`;
  return { short: 'downloaded', long: `Not verified: no hash is stored${which}.` };
}

function Actions({ download }: { download: Download }) {
  const { id, name, phase } = download;
  const running = phase.name === 'loading' || phase.name === 'waiting';
  const resumes = phase.name === 'paused' || phase.name === 'interrupted';
  return (
    <>
      {running ? (
        <TrayAction label={`Pause the download of ${name}`} onClick={() => pauseDownload(id)}>
          Pause
        </TrayAction>
      ) : null}
      {resumes ? (
        <TrayAction label={`Go on with the download of ${name}`} onClick={() => void resumeDownload(id)}>
          Go on
        </TrayAction>
      ) : null}
      {phase.name === 'failed' ? (
        <TrayAction label={`Retry the download of ${name}`} onClick={() => void resumeDownload(id)}>
          Retry
        </TrayAction>
      ) : null}
      {phase.name === 'done' && download.file ? (
        <TrayAction label={`Save ${name} again`} onClick={() => saveAgain(download)}>
          Save again
        </TrayAction>
      ) : null}
      {running || resumes || phase.name === 'failed' ? (
        <TrayAction label={`Cancel the download of ${name}`} onClick={() => cancelDownload(id)}>
          Cancel
        </TrayAction>
      ) : null}
    </>
  );
}
