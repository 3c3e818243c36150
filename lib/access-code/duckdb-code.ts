import { readsAsTable } from './access-tabs.ts';
import type { AccessTarget } from './access-target.ts';
import { codecOf, type Delimited, delimitedOf, emptyRemark, pythonDelimiter } from './dialect.ts';
import { extensionOf } from './extension.ts';
import { bytesCode, secretArgument } from './python-code.ts';
import { pythonString } from './quoting.ts';
import { type SeenColumn, textNames, textOption } from './seen-columns.ts';

/**
 * Makes a table `data` in memory, or the bytes `data` where DuckDB has no reader. It reads a temporary file: to read
 * over http it would first fetch an extension from the web, as it would for encodings other than UTF-8.
 */
export function duckdbCode(target: AccessTarget): string {
  if (!readsAsTable(target.dataTypeId, 'duckdb')) return bytesCode(target);
  return `# ${pythonString(target.name)}
# pip install duckdb requests
${codecOf(target) ? 'import codecs\n' : ''}import os
import tempfile

import duckdb
import requests

url = ${pythonString(target.portalUrl + target.contentPath)}
connection = duckdb.connect()
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, ${pythonString(`data${extensionOf(target.dataTypeId)}`)})
    with requests.get(url${secretArgument(target)}, stream=True, timeout=60) as answer:
        answer.raise_for_status()
        ${savingOf(target)}
    ${relationOf(target)}.create('data')
connection.sql('FROM data LIMIT 10').show()
`;
}

/** Writes the bytes to `file`; what is not UTF-8 becomes it on the way, piece by piece. */
function savingOf(target: AccessTarget): string {
  const codec = codecOf(target);
  if (!codec)
    return `with open(path, 'wb') as file:
            for chunk in answer.iter_content(1 << 20):
                file.write(chunk)`;
  return `with open(path, 'w', encoding='utf-8', newline='') as file:
            for text in codecs.iterdecode(answer.iter_content(1 << 20), ${pythonString(codec)}):
                file.write(text)`;
}

function relationOf(target: AccessTarget): string {
  const delimited = delimitedOf(target);
  if (delimited) return `${emptyRemark(target).replace(/\n$/, '\n    ')}${delimitedRelation(delimited)}`;
  switch (target.dataTypeId) {
    case 'Parquet':
      return 'connection.read_parquet(path)';
    case 'JSON':
      return 'connection.read_json(path)';
    case 'NDJSON':
      return "connection.read_json(path, format='newline_delimited')";
    default:
      return "connection.sql('SELECT content FROM read_text(?)', params=[path])";
  }
}

function delimitedRelation(delimited: Delimited): string {
  const { columns, names, isUneven } = delimited;
  const sep = pythonDelimiter(delimited.delimiter);
  const header = delimited.header ? 'True' : 'False';
  const decimal = delimited.decimalComma ? `, decimal=${pythonString(',')}` : '';
  // Left to itself DuckDB skips the first rows, the header with them, where later ones have more cells.
  const options = `sep=${sep}, header=${header}${decimal}, skiprows=${delimited.skip}`;
  // Rows with line ends in their cells could not be padded otherwise.
  const padding = isUneven ? ', null_padding=True, parallel=False' : '';
  const given =
    names ?? (isUneven && !delimited.header ? columns.map((_, at) => placeName(at, columns)) : undefined);
  if (!given) return `connection.read_csv(path, ${options}${textTypes(delimited)}${padding}, sample_size=-1)`;
  const types = textOption('columns', given.map(pythonString), pythonString('VARCHAR'));
  return `# Rows have more cells than the first line: DuckDB reads such a file only where it is told all types.
    connection.read_csv(path, ${options}${types}${padding}, auto_detect=False)`;
}

/** As DuckDB calls a column without a header. */
function placeName(at: number, { length }: readonly unknown[]): string {
  return `column${String(at).padStart(String(length - 1).length, '0')}`;
}

/** What DuckDB is told of columns to be kept as text; of itself it keeps some of them, but not `-01` or `0x1F`. */
function textTypes({ header, columns }: Delimited): string {
  // A name that is not there stops the reading: DuckDB leaves out the spaces around names, and takes A for a.
  const nameOf = ({ name }: SeenColumn, at: number) =>
    header ? name?.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '') : placeName(at, columns);
  const names = textNames(columns, nameOf, (name) => name.toLowerCase());
  return textOption('dtype', names.map(pythonString), pythonString('VARCHAR'));
}
