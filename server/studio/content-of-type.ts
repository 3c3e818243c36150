import { type DataTypeId, dataTypeIds } from '#lib/datasets/data-types.ts';
import { SluiceError } from '#lib/errors.ts';
import { fileNameProblem } from '#lib/transfers/file-name.ts';

const contentOf: Partial<Record<DataTypeId, { extension: string; contentType: string }>> = {
  GenericCSV: { extension: 'csv', contentType: 'text/csv' },
  GenericCSVNoHeader: { extension: 'csv', contentType: 'text/csv' },
  GenericTSV: { extension: 'tsv', contentType: 'text/tab-separated-values' },
  GenericTSVNoHeader: { extension: 'tsv', contentType: 'text/tab-separated-values' },
  PlainText: { extension: 'txt', contentType: 'text/plain' },
  ARFF: { extension: 'arff', contentType: 'text/plain' },
  JSON: { extension: 'json', contentType: 'application/json' },
  NDJSON: { extension: 'ndjson', contentType: 'application/x-ndjson' },
  Parquet: { extension: 'parquet', contentType: 'application/vnd.apache.parquet' },
  Zip: { extension: 'zip', contentType: 'application/zip' },
};

/** Throws `bad_request` where a data type is none of those there are. */
export function readDataType(id: string | null): DataTypeId {
  const found = dataTypeIds.find((known) => known === id);
  if (found) return found;
  throw new SluiceError(
    'bad_request',
    `The data type "${(id ?? '').slice(0, 60)}" is unknown; use one of ${dataTypeIds.join(', ')}.`,
  );
}

/** File name and content type for bytes that came without either. */
export function fileFor(
  name: string,
  dataTypeId: DataTypeId,
  given: string,
): { fileName: string; contentType: string } {
  const { extension, contentType } = contentOf[dataTypeId] ?? {
    extension: 'bin',
    contentType: 'application/octet-stream',
  };
  const own = given.split(/[\\/]/).pop() ?? '';
  const candidates = [own, `${name}.${extension}`, `${[...name].slice(0, 50).join('')}.${extension}`];
  const fileName = candidates.find((candidate) => !fileNameProblem(candidate)) ?? `data.${extension}`;
  return { fileName, contentType };
}
