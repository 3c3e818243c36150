import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';
import { rateOf, secondsLeft } from '#lib/transfers/progress-meter.ts';
import { bytesOf, formatSeconds, percentOf } from '../tray-summary.ts';
import { type DownloadsView, isLoading } from './downloads-store.ts';

/** What the head of the tray says of downloads at `now` (monotonic ms); undefined where there are none. */
export function summarizeDownloads(
  { downloads, meter }: DownloadsView,
  now: number,
): { title: string; detail: string; percent: number | undefined } | undefined {
  if (downloads.length === 0) return undefined;
  const running = downloads.filter(isLoading);
  if (running.length === 0)
    return { title: endTitle(downloads), detail: endDetail(downloads), percent: undefined };
  const bytes = running.reduce((sum, download) => sum + download.bytes, 0);
  const total = running.reduce((sum, download) => sum + download.total, 0);
  // While all of them wait nothing moves, whatever did a moment ago.
  const rate = running.every(({ phase }) => phase.name === 'waiting') ? undefined : rateOf(meter, now);
  const left = secondsLeft(total - bytes, rate);
  const percent = percentOf(bytes, total);
  const detail = [
    bytesOf(bytes, total),
    rate === undefined ? undefined : `${formatBytes(rate)}/s`,
    left === undefined || left === 0 ? undefined : `${formatSeconds(left)} left`,
  ];
  return {
    title: `Downloading ${countOf(running.length, 'item')} · ${percent} %`,
    detail: detail.filter(Boolean).join(' · '),
    percent,
  };
}

function endTitle(downloads: DownloadsView['downloads']): string {
  const count = (name: string) => downloads.filter(({ phase }) => phase.name === name).length;
  const parts = [
    [count('done'), 'downloaded'],
    [count('paused'), 'paused'],
    [count('interrupted'), 'interrupted'],
    [count('failed'), 'failed'],
    [count('cancelled'), 'cancelled'],
  ] as const;
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word], index) => `${index === 0 ? countOf(n, 'item') : n} ${word}`)
    .join(', ');
}

/** Of what waits for a person too, how much is there. */
function endDetail(downloads: DownloadsView['downloads']): string {
  const counted = downloads.filter(({ phase }) => ['done', 'paused', 'interrupted'].includes(phase.name));
  const total = counted.reduce((sum, download) => sum + download.total, 0);
  const there = counted.reduce(
    (sum, { phase, bytes, total }) => sum + (phase.name === 'done' ? total : bytes),
    0,
  );
  return there < total ? bytesOf(there, total) : formatBytes(total);
}
