import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { readsAsTable } from './access-tabs.ts';
import type { AccessTarget } from './access-target.ts';
import { delimitedOf } from './delimited.ts';
import { extensionOf } from './extension.ts';
import { bytesCode, secretArgument } from './python-code.ts';
import { pythonString } from './quoting.ts';

/**
 * Makes a table `data` in memory, or the bytes `data` where DuckDB has no reader. It reads a temporary file: to read
 * over http it would first fetch an extension from the web.
 */
export function duckdbCode(target: AccessTarget): string {
  if (!readsAsTable(target.dataTypeId, 'duckdb')) return bytesCode(target);
  return `# ${pythonString(target.name)}
# pip install duckdb requests
import os
import tempfile

import duckdb
import requests

url = ${pythonString(target.portalUrl + target.contentPath)}
connection = duckdb.connect()
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, ${pythonString(`data${extensionOf(target.dataTypeId)}`)})
    with requests.get(url${secretArgument(target)}, stream=True, timeout=60) as answer:
        answer.raise_for_status()
        with open(path, 'wb') as file:
            for chunk in answer.iter_content(1 << 20):
                file.write(chunk)
    ${relationOf(target.dataTypeId)}.create('data')
connection.sql('FROM data LIMIT 10').show()
`;
}

function relationOf(dataTypeId: DataTypeId): string {
  const delimited = delimitedOf(dataTypeId);
  if (delimited) {
    const sep = delimited.tab ? '\\t' : ',';
    const header = delimited.header ? 'True' : 'False';
    return `connection.read_csv(path, sep='${sep}', header=${header}, sample_size=-1)`;
  }
  switch (dataTypeId) {
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
