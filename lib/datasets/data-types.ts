/**
 * The data types a dataset can have. The first five are what the `azureml` client of Azure Machine
 * Learning Studio (classic) turns into a DataFrame; `Zip` is a dataset of many files.
 */
export const dataTypes = [
  { id: 'GenericCSV', label: 'Comma-separated values with a header' },
  { id: 'GenericTSV', label: 'Tab-separated values with a header' },
  { id: 'GenericCSVNoHeader', label: 'Comma-separated values, no header' },
  { id: 'GenericTSVNoHeader', label: 'Tab-separated values, no header' },
  { id: 'PlainText', label: 'Plain text' },
  { id: 'ARFF', label: 'Attribute-Relation File Format (Weka)' },
  { id: 'Parquet', label: 'Apache Parquet' },
  { id: 'JSON', label: 'JSON document' },
  { id: 'NDJSON', label: 'JSON, one document a line' },
  { id: 'Image', label: 'Image' },
  { id: 'Zip', label: 'Zip archive' },
  { id: 'Dataset', label: 'Internal format of Studio (classic) modules' },
  { id: 'Other', label: 'Other bytes' },
] as const;

export type DataTypeId = (typeof dataTypes)[number]['id'];

export const dataTypeIds = dataTypes.map(({ id }) => id) as [DataTypeId, ...DataTypeId[]];

/** A type in words. */
export function labelOf(id: DataTypeId): string {
  return dataTypes.find((type) => type.id === id)?.label ?? id;
}

const readByAzureml: readonly DataTypeId[] = [
  'PlainText',
  'GenericCSV',
  'GenericTSV',
  'GenericCSVNoHeader',
  'GenericTSVNoHeader',
];

/** Why the `azureml` client cannot read a type into a DataFrame, as one sentence; undefined where it can. */
export function azuremlObstacle(id: DataTypeId): string | undefined {
  if (readByAzureml.includes(id)) return undefined;
  return `The azureml client cannot read ${labelOf(id)} (${id}) into a DataFrame; it reads ${readByAzureml.join(', ')}.`;
}
