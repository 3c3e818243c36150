import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { delimitedOf } from './delimited.ts';

/** How a Python library makes `frame` of `answer`, a response of `requests`. */
export interface FrameReader {
  /** Modules of Python's own library. */
  standard?: string[];
  /** What to install for it. */
  packages?: string[];
  lines: string;
}

const bytesIo = 'io.BytesIO(answer.content)';
const linesOfText = "{'line': answer.content.decode('utf-8-sig').splitlines()}";

/** For the types of `readsAsTable`. */
export function pandasReader(dataTypeId: DataTypeId): FrameReader {
  const delimited = delimitedOf(dataTypeId);
  if (delimited) {
    const options = `${delimited.tab ? ", sep='\\t'" : ''}${delimited.header ? '' : ', header=None'}`;
    return { standard: ['io'], lines: `frame = pd.read_csv(${bytesIo}${options})` };
  }
  switch (dataTypeId) {
    case 'Parquet':
      return { standard: ['io'], packages: ['pyarrow'], lines: `frame = pd.read_parquet(${bytesIo})` };
    case 'JSON':
      return { lines: 'frame = pd.json_normalize(answer.json())' };
    case 'NDJSON':
      return { standard: ['io'], lines: `frame = pd.read_json(${bytesIo}, lines=True)` };
    case 'ARFF':
      return { standard: ['io', 're'], lines: arffByPandas };
    default:
      return { lines: `frame = pd.DataFrame(${linesOfText})` };
  }
}

/** Types are taken from all rows: a decimal far down would otherwise stop the reading. */
export function polarsReader(dataTypeId: DataTypeId): FrameReader {
  const delimited = delimitedOf(dataTypeId);
  if (delimited) {
    const options = `${delimited.tab ? ", separator='\\t'" : ''}${delimited.header ? '' : ', has_header=False'}`;
    return { lines: `frame = pl.read_csv(answer.content${options}, infer_schema_length=None)` };
  }
  switch (dataTypeId) {
    case 'Parquet':
      return { lines: 'frame = pl.read_parquet(answer.content)' };
    case 'JSON':
      return { lines: 'frame = pl.read_json(answer.content, infer_schema_length=None)' };
    case 'NDJSON':
      return { lines: 'frame = pl.read_ndjson(answer.content, infer_schema_length=None)' };
    default:
      return { lines: `frame = pl.DataFrame(${linesOfText})` };
  }
}

// As Weka writes it: single quotes, backslash before what would end them, `?` for a missing value. Not the sparse form.
const arffByPandas = String.raw`head, rows = re.split(r'(?im)^\s*@data.*$', answer.content.decode('utf-8-sig'), maxsplit=1)
names = re.findall(r'''(?im)^\s*@attribute\s+('(?:\\.|[^'\\])*'|"[^"]*"|\S+)''', head)
frame = pd.read_csv(
    io.StringIO(rows),
    names=[re.sub(r'\\(.)', r'\1', name.strip('\'"')) for name in names],
    na_values='?', comment='%', quotechar="'", escapechar='\\', skipinitialspace=True
)`;
