import { expect, test } from 'vitest';
import { dataTypeIds } from '#lib/datasets/data-types.ts';
import { accessCode } from './access-code.ts';
import { accessTabs } from './access-tabs.ts';
import { localName } from './local-name.ts';
import { makeDatasetTarget, makeOutputTarget, place } from './testing/targets.ts';

const secret = `sluice_${'x'.repeat(36)}`;

test('the azureml code of a dataset is that of Studio (classic) with the endpoint', () => {
  expect(accessCode(makeDatasetTarget(), 'azureml', { token: secret })).toEqual({
    language: 'python',
    code: `# pip install azureml
from io import BytesIO

from azureml import Workspace
from azureml.serialization import deserialize_dataframe

ws = Workspace(
    workspace_id='${place.workspaceId}',
    authorization_token='${secret}',
    endpoint='https://data.example.org'
)
ds = ws.datasets['Rain']
# The same as ds.to_dataframe(), which fails with pandas 3.1 and later.
frame = deserialize_dataframe(BytesIO(ds.read_as_binary()), ds.data_type_id)
`,
  });
});

test('the azureml code of an output asks its experiment by node, port and type', () => {
  const target = makeOutputTarget();
  expect(
    accessCode(target, 'azureml').code,
  ).toContain(`experiment = ws.experiments['${target.studioExperimentId}']
ds = experiment.get_intermediate_dataset(
    node_id='convert-1',
    port_name='Results dataset',
    data_type_id='GenericCSV'
)
frame = ds.to_dataframe()
`);
});

test('without a token the place for it is left open', () => {
  expect(accessCode(makeDatasetTarget(), 'azureml').code).toContain(
    "authorization_token='<authorization token>'",
  );
});

const others = accessTabs.flatMap(({ id }) => (id === 'azureml' ? [] : [id]));

test.each(others)('%s reads the token from the environment, for every type', (tab) => {
  for (const dataTypeId of dataTypeIds) {
    const { code } = accessCode(makeDatasetTarget({ dataTypeId }), tab, { token: secret });
    expect(code).toContain('SLUICE_TOKEN');
    expect(code).not.toContain(secret);
    expect(code).toMatch(/https:\/\/data\.example\.org\/api\/v1\/[\w/]+\/content['"]/);
    expect(code).not.toMatch(/undefined|\[object/);
  }
});

test.each([
  ['GenericTSV', 'pandas', "sep='\\t')"],
  ['GenericCSVNoHeader', 'pandas', ', header=None)'],
  ['GenericTSVNoHeader', 'polars', "separator='\\t', has_header=False"],
  ['GenericTSVNoHeader', 'duckdb', "sep='\\t', header=False"],
  ['GenericCSV', 'duckdb', "sep=',', header=True"],
  ['GenericTSVNoHeader', 'r', 'read.delim(path, header = FALSE'],
  ['GenericCSV', 'r', 'read.csv(path, check.names = FALSE, fileEncoding = "UTF-8-BOM")'],
] as const)('%s in %s is read with %j', (dataTypeId, tab, arguments_) => {
  expect(accessCode(makeDatasetTarget({ dataTypeId }), tab).code).toContain(arguments_);
});

test.each([
  ['GenericCSV', ';', 'utf-8', 'pandas', "pd.read_csv(io.BytesIO(answer.content), sep=';')"],
  ['GenericCSV', '\t', 'utf-8', 'pandas', String.raw`, sep='\t')`],
  ['GenericCSVNoHeader', '|', 'windows-1252', 'pandas', ", sep='|', header=None, encoding='cp1252')"],
  ['GenericCSV', ',', 'utf-16le', 'pandas', "(io.BytesIO(answer.content), encoding='utf-16')"],
  ['GenericTSV', '\t', 'utf-16be', 'pandas', String.raw`, sep='\t', encoding='utf-16')`],
  ['GenericCSV', ';', 'utf-8', 'polars', "pl.read_csv(answer.content, separator=';', infer"],
  ['GenericCSV', ',', 'windows-1252', 'polars', "(answer.content.decode('cp1252').encode(), infer"],
  ['GenericCSV', ';', 'utf-8', 'duckdb', "sep=';', header=True"],
  ['GenericCSV', ',', 'utf-16le', 'duckdb', "codecs.iterdecode(answer.iter_content(1 << 20), 'utf-16')"],
  [
    'GenericCSV',
    ';',
    'utf-8',
    'r',
    'read.csv(path, sep = ";", check.names = FALSE, fileEncoding = "UTF-8-BOM")',
  ],
  ['GenericCSV', '\t', 'windows-1252', 'r', 'read.delim(path, check.names = FALSE, fileEncoding = "CP1252")'],
  [
    'GenericCSV',
    ';',
    'utf-16le',
    'azureml',
    "pd.read_csv(BytesIO(ds.read_as_binary()), sep=';', encoding='utf-16')",
  ],
] as const)(
  '%s parted by %j in %s is read by %s with %j',
  (dataTypeId, delimiter, encoding, tab, arguments_) => {
    const target = makeDatasetTarget({ dataTypeId, dialect: { delimiter, encoding } });
    expect(accessCode(target, tab).code).toContain(arguments_);
  },
);

test.each([
  ['pandas', "pd.read_csv(io.BytesIO(answer.content), sep=';', decimal=',')"],
  ['polars', "pl.read_csv(answer.content, separator=';', decimal_comma=True, infer"],
  ['duckdb', "sep=';', header=True, decimal=',', skiprows=0, sample_size=-1"],
  ['r', 'read.csv(path, sep = ";", dec = ",", check.names = FALSE'],
  ['azureml', "pd.read_csv(BytesIO(ds.read_as_binary()), sep=';', decimal=',')"],
] as const)('numbers with a decimal comma are read by %s with %j', (tab, arguments_) => {
  const dialect = { delimiter: ';', decimalComma: true, encoding: 'utf-8' } as const;
  expect(accessCode(makeDatasetTarget({ dialect }), tab).code).toContain(arguments_);
});

test('the client azureml, which knows no decimal comma, is not left to read tabs with one', () => {
  const dialect = { delimiter: '\t', decimalComma: true, encoding: 'utf-8' } as const;
  const target = makeDatasetTarget({ dataTypeId: 'GenericTSV', dialect });
  expect(accessCode(target, 'azureml').code).toContain(String.raw`sep='\t', decimal=',')`);
});

test.each([
  ['PlainText', 'pandas', "answer.content.decode('cp1252').splitlines()"],
  ['PlainText', 'r', 'readLines(file(path, encoding = "CP1252"), warn = FALSE)'],
  ['PlainText', 'azureml', "ds.read_as_binary().decode('cp1252')"],
  ['JSON', 'pandas', "json.loads(answer.content.decode('cp1252'))"],
  ['NDJSON', 'pandas', "lines=True, dtype=False, encoding='cp1252')"],
  ['NDJSON', 'polars', "pl.read_ndjson(answer.content.decode('cp1252').encode(), "],
  ['ARFF', 'pandas', "answer.content.decode('cp1252'), maxsplit=1)"],
  ['ARFF', 'r', 'read.arff(file(path, encoding = "CP1252"))'],
] as const)('%s in windows-1252 is read by %s with %j', (dataTypeId, tab, arguments_) => {
  const target = makeDatasetTarget({ dataTypeId, dialect: { encoding: 'windows-1252' } });
  expect(accessCode(target, tab).code).toContain(arguments_);
});

test('what a preview saw changes no code where it is what the type says', () => {
  for (const dataTypeId of dataTypeIds) {
    const delimiter = dataTypeId.startsWith('GenericTSV') ? '\t' : ',';
    const seen = makeDatasetTarget({ dataTypeId, dialect: { delimiter, encoding: 'utf-8' } });
    for (const { id } of accessTabs)
      expect(accessCode(seen, id)).toEqual(accessCode(makeDatasetTarget({ dataTypeId }), id));
  }
});

test.each([
  ['pandas', "sep=';', index_col=False)"],
  ['azureml', "sep=';', index_col=False)"],
  ['polars', "separator=';', truncate_ragged_lines=True, infer"],
  [
    'r',
    ', row.names = NULL, fileEncoding = "UTF-8-BOM")\nframe <- setNames(frame[-length(frame)], names(frame)[-1])',
  ],
] as const)(
  'rows that end with a delimiter that the header has not are read by %s with %j',
  (tab, arguments_) => {
    const dialect = { delimiter: ';', endsOpen: true, encoding: 'utf-8' } as const;
    expect(accessCode(makeDatasetTarget({ dialect }), tab).code).toContain(arguments_);
  },
);

test.each([
  ['pandas', "sep=';', skiprows=1)"],
  ['azureml', "sep=';', skiprows=1)"],
  ['polars', "separator=';', skip_rows=1, infer"],
  ['duckdb', "sep=';', header=True, skiprows=1, sample_size=-1"],
  ['r', 'sep = ";", skip = 1, check.names'],
] as const)('a first line that names the delimiter is left out by %s with %j', (tab, arguments_) => {
  const dialect = { delimiter: ';', isDelimiterTold: true, encoding: 'utf-8' } as const;
  expect(accessCode(makeDatasetTarget({ dialect }), tab).code).toContain(arguments_);
});

test('nor is the client azureml left to read such rows parted by commas', () => {
  const target = makeDatasetTarget({ dialect: { endsOpen: true, encoding: 'utf-8' } });
  expect(accessCode(target, 'azureml').code).toContain('(BytesIO(ds.read_as_binary()), index_col=False)');
});

test('DuckDB is not left to skip the rows that are shorter than others', () => {
  for (const dataTypeId of ['GenericCSV', 'GenericTSVNoHeader'] as const)
    expect(accessCode(makeDatasetTarget({ dataTypeId }), 'duckdb').code).toContain(', skiprows=0,');
});

test('the code for pandas leaves the texts of JSON lines texts', () => {
  const target = makeDatasetTarget({ dataTypeId: 'NDJSON' });
  expect(accessCode(target, 'pandas').code).toContain('lines=True, dtype=False)');
});

test('of many files the code for tables reads one by its path, and what fetches takes the zip', () => {
  const target = makeDatasetTarget({
    dataTypeId: 'Zip',
    fileName: 'Rain.zip',
    manyFiles: true,
    leading: { path: "north/it's #1.csv", dataTypeId: 'GenericCSV' },
    dialect: { delimiter: ';', encoding: 'utf-8' },
  });
  const one = "/content?path=north%2Fit\\'s%20%231.csv'";
  for (const tab of ['pandas', 'polars', 'duckdb'] as const) {
    expect(accessCode(target, tab).code).toContain(one);
    expect(accessCode(target, tab).code).toMatch(/sep(arator)?=';'/);
  }
  expect(accessCode(target, 'r').code).toContain('/content?path=north%2Fit\'s%20%231.csv"');
  for (const tab of ['curl', 'node'] as const) expect(accessCode(target, tab).code).toMatch(/\/content'/);
});

test('a file that would hide itself or look like an option is saved under another name', () => {
  expect(['.bashrc', '-rf', 'rain.csv'].map(localName)).toEqual(['_.bashrc', '_-rf', 'rain.csv']);
  const target = makeDatasetTarget({ fileName: '-o' });
  expect(accessCode(target, 'curl').code).toContain("-o '_-o'");
  expect(accessCode(target, 'azcopy').code).toContain("'./_-o'");
  expect(accessCode(target, 'node').code).toContain("createWriteStream('_-o')");
});

test('the azureml code of a sample reads the sample, though an own dataset has the same name', () => {
  const sample = { ...makeDatasetTarget(), isSample: true };
  expect(accessCode(sample, 'azureml', {}).code).toContain("ds = ws.example_datasets['Rain']");
});
