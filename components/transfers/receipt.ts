import Papa from 'papaparse';
import type { HistoryRecord } from './journal/upload-record.ts';

/** The receipt of ended uploads as CSV, a line for each file; cells a spreadsheet would run as formulas are defused. */
export function receiptOf(ended: readonly HistoryRecord[]): string {
  const rows = ended.flatMap((upload) =>
    (upload.files.length > 0 ? upload.files : [undefined]).map((file) => ({
      dataset: upload.name,
      version: upload.version ?? '',
      file: file?.path ?? upload.label,
      outcome: upload.outcome === 'uploaded' ? (file?.outcome ?? 'uploaded') : upload.outcome,
      bytes: file?.bytes ?? upload.size,
      md5: file?.md5 ?? '',
      seconds: file ? file.seconds.toFixed(3) : '',
      reason: file?.reason ?? upload.reason ?? '',
      ended: new Date(upload.endedAt).toISOString(),
    })),
  );
  return `${Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
