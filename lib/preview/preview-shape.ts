import type { DataTypeId } from '#lib/datasets/data-types.ts';

type Shape = 'table' | 'parquet' | 'text' | 'image' | 'none';

const shapes: Record<DataTypeId, Shape> = {
  GenericCSV: 'table',
  GenericTSV: 'table',
  GenericCSVNoHeader: 'table',
  GenericTSVNoHeader: 'table',
  PlainText: 'text',
  ARFF: 'text',
  Parquet: 'parquet',
  JSON: 'text',
  NDJSON: 'text',
  Image: 'image',
  Zip: 'none',
  Dataset: 'none',
  Other: 'none',
};

/** The shape a preview of that data type takes; `none` where its bytes are not read. Kept apart from the parsers. */
export function previewShape(dataTypeId: DataTypeId): Shape {
  return shapes[dataTypeId];
}
