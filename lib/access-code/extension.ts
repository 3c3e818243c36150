import type { DataTypeId } from '#lib/datasets/data-types.ts';

const extensions: Record<DataTypeId, string> = {
  GenericCSV: '.csv',
  GenericTSV: '.tsv',
  GenericCSVNoHeader: '.csv',
  GenericTSVNoHeader: '.tsv',
  PlainText: '.txt',
  ARFF: '.arff',
  Parquet: '.parquet',
  JSON: '.json',
  NDJSON: '.ndjson',
  Image: '',
  Zip: '.zip',
  Dataset: '',
  Other: '',
};

/** The usual extension of files of a type, with its dot; empty where there is none. */
export function extensionOf(dataTypeId: DataTypeId): string {
  return extensions[dataTypeId];
}
