import {
  codecOf,
  type Delimited,
  delimitedOf,
  emptyRemark,
  pythonDelimiter,
  type Written,
} from './dialect.ts';
import { pythonList, pythonString } from './quoting.ts';
import { textNames, textOption } from './seen-columns.ts';

/** How a Python library makes `frame` of `answer`, a response of `requests`. */
export interface FrameReader {
  /** Modules of Python's own library. */
  standard?: string[];
  /** What to install for it. */
  packages?: string[];
  lines: string;
}

const bytesIo = 'io.BytesIO(answer.content)';

/** For the types of `readsAsTable`. */
export function pandasReader(written: Written): FrameReader {
  if (delimitedOf(written))
    return {
      standard: ['io'],
      lines: `${emptyRemark(written)}frame = pd.read_csv(${bytesIo}${readCsvOptions(written)})`,
    };
  switch (written.dataTypeId) {
    case 'Parquet':
      return { standard: ['io'], packages: ['pyarrow'], lines: `frame = pd.read_parquet(${bytesIo})` };
    case 'JSON':
      if (!codecOf(written)) return { lines: 'frame = pd.json_normalize(answer.json())' };
      return { standard: ['json'], lines: `frame = pd.json_normalize(json.loads(${textOf(written)}))` };
    case 'NDJSON':
      return {
        standard: ['io'],
        // Without it texts that look like numbers or dates become such: '00501' the number 501.
        lines: `frame = pd.read_json(${bytesIo}, lines=True, dtype=False${encodingOption(written)})`,
      };
    case 'ARFF':
      return { standard: ['io', 're'], lines: arffByPandas(textOf(written)) };
    default:
      return { lines: `frame = pd.DataFrame(${linesOf(written)})` };
  }
}

/** What `pd.read_csv` is told of a delimited file, after its first argument. */
export function readCsvOptions(written: Written): string {
  const delimited = delimitedOf(written);
  if (!delimited) return encodingOption(written);
  const { delimiter, decimalComma, endsOpen } = delimited;
  const sep = delimiter === ',' ? '' : `, sep=${pythonDelimiter(delimiter)}`;
  const decimal = decimalComma ? `, decimal=${pythonString(',')}` : '';
  // Else the first column becomes the index, and each name stands over the column after its own.
  const index = endsOpen ? ', index_col=False' : '';
  return `${sep}${headOptions(delimited)}${decimal}${index}${pandasTexts(delimited)}${encodingOption(written)}`;
}

/** What pandas is told of the lines before the first row. It counts the columns by the first line that it reads. */
function headOptions({ header, skip, names, isUneven, columns }: Delimited): string {
  if (names) return `, header=None, skiprows=${skip + 1}, names=${pythonList(names)}`;
  const skipped = skip > 0 ? `, skiprows=${skip}` : '';
  if (header) return skipped;
  return `, header=None${skipped}${isUneven ? `, names=range(${columns.length})` : ''}`;
}

/** What pandas is told of columns to be kept as text; without a header it counts them. */
function pandasTexts({ header, names, columns }: Delimited): string {
  const keys = header
    ? textNames(columns, ({ name }, at) => names?.[at] ?? name).map(pythonString)
    : textNames(columns, (_, at) => String(at));
  return textOption('dtype', keys, pythonString('string'));
}

function encodingOption(written: Written): string {
  const codec = codecOf(written);
  return codec ? `, encoding=${pythonString(codec)}` : '';
}

/** Types are taken from all rows: a decimal far down would otherwise stop the reading. */
export function polarsReader(written: Written): FrameReader {
  const content = inUtf8(written);
  const delimited = delimitedOf(written);
  if (delimited) {
    const { delimiter, decimalComma, endsOpen, endsWithCr } = delimited;
    const separator = delimiter === ',' ? '' : `, separator=${pythonDelimiter(delimiter)}`;
    const decimal = decimalComma ? ', decimal_comma=True' : '';
    const ragged = endsOpen ? ', truncate_ragged_lines=True' : '';
    const eol = endsWithCr ? String.raw`, eol_char='\r'` : '';
    const columns = polarsColumns(delimited);
    const options = `${separator}${eol}${columns.head}${decimal}${ragged}${columns.types}`;
    const read = `frame = pl.read_csv(${content}${options}, infer_schema_length=None)`;
    return { lines: `${emptyRemark(written)}${read}` };
  }
  switch (written.dataTypeId) {
    case 'Parquet':
      return { lines: 'frame = pl.read_parquet(answer.content)' };
    case 'JSON':
      return { lines: `frame = pl.read_json(${content}, infer_schema_length=None)` };
    case 'NDJSON':
      return { lines: `frame = pl.read_ndjson(${content}, infer_schema_length=None)` };
    default:
      return { lines: `frame = pl.DataFrame(${linesOf(written)})` };
  }
}

/** What polars is told of the lines before the first row, and of columns to be kept as text. */
function polarsColumns({ header, skip, names, columns }: Delimited): { head: string; types: string } {
  const value = 'pl.String';
  const skipped = (lines: number) => (lines > 0 ? `, skip_rows=${lines}` : '');
  if (header && !names) {
    const texts = textNames(columns, ({ name }) => name);
    // polars leaves the quotes within a quoted name double, and passes over names that are not there.
    const keys = texts.flatMap((name) => [...new Set([name, name.replaceAll('"', '""')])]);
    return { head: skipped(skip), types: textOption('schema_overrides', keys.map(pythonString), value) };
  }
  const texts = textNames(columns, (_, at) => names?.[at] ?? `column_${at}`);
  // Without names its releases count from 0 or from 1.
  const counted = texts.length > 0 ? `[f'column_{n}' for n in range(${columns.length})]` : undefined;
  const given = names ? pythonList(names) : counted;
  const types = textOption('schema_overrides', texts.map(pythonString), value);
  return {
    head: `, has_header=False${skipped(names ? skip + 1 : skip)}`,
    types: `${given ? `, new_columns=${given}` : ''}${types}`,
  };
}

function textOf(written: Written): string {
  return `answer.content.decode(${pythonString(codecOf(written) ?? 'utf-8-sig')})`;
}

/** The bytes as polars takes them: it reads UTF-8 alone. */
function inUtf8(written: Written): string {
  return codecOf(written) ? `${textOf(written)}.encode()` : 'answer.content';
}

function linesOf(written: Written): string {
  return `{'line': ${textOf(written)}.splitlines()}`;
}

// As Weka writes it: single quotes, backslash before what would end them, `?` for a missing value. Not the sparse form.
function arffByPandas(text: string): string {
  return String.raw`head, rows = re.split(r'(?im)^\s*@data.*$', ${text}, maxsplit=1)
names = re.findall(r'''(?im)^\s*@attribute\s+('(?:\\.|[^'\\])*'|"[^"]*"|\S+)''', head)
frame = pd.read_csv(
    io.StringIO(rows),
    names=[re.sub(r'\\(.)', r'\1', name.strip('\'"')) for name in names],
    na_values='?', comment='%', quotechar="'", escapechar='\\', skipinitialspace=True
)`;
}
