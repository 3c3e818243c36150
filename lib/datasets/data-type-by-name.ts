import type { DataTypeId } from './data-types.ts';

const byExtension: Readonly<Record<string, DataTypeId>> = {
  csv: 'GenericCSV',
  tsv: 'GenericTSV',
  tab: 'GenericTSV',
  txt: 'PlainText',
  text: 'PlainText',
  log: 'PlainText',
  md: 'PlainText',
  arff: 'ARFF',
  parquet: 'Parquet',
  pq: 'Parquet',
  json: 'JSON',
  geojson: 'JSON',
  topojson: 'JSON',
  ndjson: 'NDJSON',
  jsonl: 'NDJSON',
  svg: 'Image',
  avif: 'Image',
  heic: 'Image',
};

/** The data type that a file's extension stands for. */
export function dataTypeByName(fileName: string): DataTypeId | undefined {
  const extension = /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return byExtension[extension];
}
