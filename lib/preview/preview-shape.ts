import type { DataTypeId } from '#lib/datasets/data-types.ts';

const shapes: Record<DataTypeId, 'table' | 'text' | 'image' | 'none'> = {
  GenericCSV: 'table',
  GenericTSV: 'table',
  GenericCSVNoHeader: 'table',
  GenericTSVNoHeader: 'table',
  PlainText: 'text',
  ARFF: 'text',
  Parquet: 'none',
  JSON: 'text',
  NDJSON: 'text',
  Image: 'image',
  Zip: 'none',
  Dataset: 'none',
  Other: 'none',
};

/** The shape a preview of that data type takes; `none` where its bytes are not read. Kept apart from the parsers. */
export function previewShape(dataTypeId: DataTypeId): 'table' | 'text' | 'image' | 'none' {
  return shapes[dataTypeId];
}
