import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';
import { rateOf, secondsLeft } from '#lib/transfers/progress-meter.ts';
import { isRunning } from '#lib/transfers/transfer-view.ts';
import type { Transfer, TransfersView } from './transfers-store.ts';

interface TraySummary {
  /** `Uploading 3 files · 62 %`, or how it ended. */
  title: string;
  /** `5.1 of 8.2 GB · 94 MB/s · 33 s left` */
  detail: string;
  /** Whole percent over all files while something runs. */
  percent: number | undefined;
}

/**
 * What the head of the tray says at `now` (monotonic ms). Cancelled and failed files do not count in bytes (a folder that
 * can go on without some does), nor do, while others run, those of batches that were through before, and what waits for
 * a person.
 */
export function summarize({ transfers, meter }: TransfersView, now: number): TraySummary {
  const running = transfers.filter(isRunning);
  const latest = running.at(-1)?.batch;
  const counted = transfers.filter(
    (transfer) =>
      isRunning(transfer) ||
      (transfer.phase.name === 'done' && (running.length === 0 || transfer.batch === latest)) ||
      (running.length === 0 && waitsForPerson(transfer)),
  );
  const total = sum(counted, ({ size }) => size);
  const sent = sum(counted, ({ sent }) => sent);
  if (running.length === 0)
    return {
      title: endTitle(transfers),
      detail: counted.length === 0 ? '' : sent < total ? bytesOf(sent, total) : formatBytes(sent),
      percent: undefined,
    };
  const percent = percentOf(sent, total);
  // While all of them wait nothing moves, whatever did a moment ago.
  const rate = running.every(({ phase }) => phase.name === 'waiting') ? undefined : rateOf(meter, now);
  const left = secondsLeft(total - sent, rate);
  const detail = [
    bytesOf(sent, total),
    rate === undefined ? undefined : `${formatBytes(rate)}/s`,
    left === undefined || left === 0 ? undefined : `${formatSeconds(left)} left`,
  ];
  return {
    title: `Uploading ${countOf(filesOf(running), 'file')} · ${percent} %`,
    detail: detail.filter(Boolean).join(' · '),
    percent,
  };
}

/** It goes on from where it is once somebody says so. */
function waitsForPerson({ phase, files }: Transfer): boolean {
  if (phase.name === 'failed') return files !== undefined && files.done > 0;
  return ['paused', 'interrupted', 'conflict'].includes(phase.name);
}

/** Whole percent; 100 only when everything is through. */
export function percentOf(sent: number, total: number): number {
  return total === 0 ? 0 : Math.floor((sent * 100) / total);
}

/** `5.1 of 8.2 GB`; the unit stands once where both have it. */
export function bytesOf(sent: number, total: number): string {
  const [part, whole] = [formatBytes(sent), formatBytes(total)];
  const unit = whole.slice(whole.indexOf(' '));
  return `${part.endsWith(unit) ? part.slice(0, -unit.length) : part} of ${whole}`;
}

/** Seconds as one says them: `33 s`, `4 min`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

function endTitle(transfers: readonly Transfer[]): string {
  const count = (name: string) => filesOf(transfers.filter(({ phase }) => phase.name === name));
  const parts = [
    [count('done'), 'uploaded'],
    [count('conflict'), 'to decide'],
    [count('paused'), 'paused'],
    [count('interrupted'), 'interrupted'],
    [count('failed'), 'failed'],
    [count('cancelled'), 'cancelled'],
  ] as const;
  const said = parts
    .filter(([n]) => n > 0)
    .map(([n, word], index) => `${index === 0 ? countOf(n, 'file') : n} ${word}`);
  return said.join(', ') || 'No transfers';
}

/** A folder counts with all its files; one that failed with those that did, where it was not the whole that failed. */
function filesOf(transfers: readonly Transfer[]): number {
  return transfers.reduce((total, { files, phase }) => {
    const failed = phase.name === 'failed' ? files?.failedCount : undefined;
    return total + (failed || (files?.count ?? 1));
  }, 0);
}

function sum(transfers: readonly Transfer[], of: (transfer: Transfer) => number): number {
  return transfers.reduce((total, transfer) => total + of(transfer), 0);
}

/** What a transfer waits for at `now`, of the same clock as `retryAt` (ms; undefined where nothing is tried meanwhile). */
export function waitWords(
  { retryAt, reason }: { retryAt: number | undefined; reason: string },
  now: number,
): string {
  const said = reason.charAt(0).toUpperCase() + reason.slice(1);
  if (retryAt === undefined) return `${said}; it goes on by itself.`;
  const seconds = Math.max(0, (retryAt - now) / 1000);
  return `${said}, ${seconds > 0.5 ? `trying again in ${formatSeconds(seconds)}` : 'trying again'}.`;
}
