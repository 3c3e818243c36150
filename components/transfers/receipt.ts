import { toCsv } from '#lib/format/csv.ts';
import { safeSegment } from '#lib/transfers/download/folder-paths.ts';
import type { EndedTransfer } from './journal/upload-record.ts';

/** Code points of a dataset's name that a receipt's name keeps: file systems take 255 bytes, paths on Windows 260 characters. */
const keptOfName = 50;

/** The receipt of ended transfers as CSV, a line for each file. */
export function receiptOf(ended: readonly EndedTransfer[]): string {
  const rows = ended.flatMap((one) =>
    (one.files.length > 0 ? one.files : [undefined]).map((file) => ({
      dataset: one.name,
      version: one.version ?? '',
      file: file?.path ?? one.label,
      outcome: (standsAlone(one) && file?.outcome) || one.outcome,
      bytes: file?.bytes ?? one.size,
      md5: file?.md5 ?? '',
      seconds: file ? file.seconds.toFixed(3) : '',
      reason: file?.reason ?? (file && standsAlone(one) ? '' : one.reason) ?? '',
      ended: new Date(one.endedAt).toISOString(),
    })),
  );
  return toCsv(rows);
}

/** Whether each file counts by itself. Of an upload that failed none is listed; of a download what arrived is there. */
function standsAlone({ direction, outcome }: EndedTransfer): boolean {
  return direction === 'down' || outcome === 'uploaded';
}

/**
 * `gauges v2 receipt 2026-11-27 14.03.22.csv`: of what, and when it ended (local time), as receipts of one day lie side by
 * side in a folder. Expects at least one record.
 */
export function receiptName(ended: readonly EndedTransfer[]): string {
  const [name = '', ...others] = new Set(ended.map((one) => one.name));
  const versions = new Set(ended.map(({ version }) => version));
  const [version] = others.length === 0 && versions.size === 1 ? versions : [];
  const points = [...name];
  const what = [
    points.length > keptOfName ? `${points.slice(0, keptOfName).join('').trimEnd()}…` : name,
    version ? `v${version}` : '',
    others.length > 0 ? `and ${others.length} more` : '',
  ];
  const when = stampOf(new Date(Math.max(...ended.map(({ endedAt }) => endedAt))));
  return safeSegment(`${what.filter(Boolean).join(' ')} receipt ${when}.csv`);
}

function stampOf(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.')}`;
}
