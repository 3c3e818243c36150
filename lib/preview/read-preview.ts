import type { DataTypeId } from '#lib/datasets/data-types.ts';
import type { Preview } from './preview.ts';
import type { RangeSource } from './range-source.ts';
import { readRecords } from './read-records.ts';
import { readTable, type TableFormat } from './read-table.ts';
import { readText } from './read-text.ts';

const commas = [',', ';', '|', '\t'] as const;

const tables: Partial<Record<DataTypeId, TableFormat>> = {
  GenericCSV: { delimiters: commas, header: true },
  GenericCSVNoHeader: { delimiters: commas, header: false },
  GenericTSV: { delimiters: ['\t'], header: true },
  GenericTSVNoHeader: { delimiters: ['\t'], header: false },
};

/** What can be shown of a file of that type. Throws only what `source` throws. */
export function readPreview(source: RangeSource, type: DataTypeId, signal: AbortSignal): Promise<Preview> {
  const format = tables[type];
  if (type === 'NDJSON') return readRecords(source, signal);
  return format ? readTable(source, format, signal) : readText(source, signal);
}
