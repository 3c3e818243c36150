import Papa from 'papaparse';
import type { HistoryRecord } from './journal/upload-record.ts';

/** The receipt of ended transfers as CSV, a line for each file; cells a spreadsheet would run as formulas are defused. */
export function receiptOf(ended: readonly HistoryRecord[]): string {
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
  return `${Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}

/** Whether each file counts by itself. Of an upload that failed none is listed; of a download what arrived is there. */
function standsAlone({ direction, outcome }: HistoryRecord): boolean {
  return direction === 'down' || outcome === 'uploaded';
}
