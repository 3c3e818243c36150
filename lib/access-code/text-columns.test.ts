import { expect, test } from 'vitest';
import { codeFor } from './testing/code-for.ts';

const postal = 'plz,id,n\n01067,007,1\n04109,008,2\n';

test.each([
  ['pandas', "(answer.content), dtype={'plz': 'string', 'id': 'string'})"],
  ['polars', "(answer.content, schema_overrides={'plz': pl.String, 'id': pl.String}, infer"],
  ['duckdb', "skiprows=0, dtype={'plz': 'VARCHAR', 'id': 'VARCHAR'}, sample_size=-1)"],
  ['r', 'check.names = FALSE, colClasses = c("plz" = "character", "id" = "character"), fileEncoding'],
] as const)('columns with leading zeros are read as text by %s with %j', async (tab, arguments_) => {
  expect(await codeFor(postal, tab)).toContain(arguments_);
});

test.each([
  ['pandas', "header=None, dtype={1: 'string'})"],
  [
    'polars',
    "has_header=False, new_columns=[f'column_{n}' for n in range(11)], schema_overrides={'column_1': pl.String}",
  ],
  ['duckdb', "header=False, skiprows=0, dtype={'column01': 'VARCHAR'}"],
  ['r', 'header = FALSE, colClasses = c("V2" = "character")'],
] as const)('without a header %s is told by the place: %j', async (tab, arguments_) => {
  expect(await codeFor('1,02,3,4,5,6,7,8,9,10,11\n', tab, 'GenericCSVNoHeader')).toContain(arguments_);
});

test('numbers, dates and plain text need no word', async () => {
  const code = await codeFor('n,day,name,flag\n1,2026-01-02,x,true\n2.5,2026-01-03,,false\n', 'pandas');
  expect(code).toContain('pd.read_csv(io.BytesIO(answer.content))');
});

test('identifiers of more digits than a floating-point number holds are text', async () => {
  expect(await codeFor('id\n9007199254740993\n', 'pandas')).toContain("dtype={'id': 'string'}");
  expect(await codeFor('n\n9007199254740991\n', 'pandas')).not.toContain('dtype');
});

test('a name with quotes, backslashes and line ends is quoted, whatever it holds', async () => {
  const text = `"it's ""x""\\","a\nb","Süd 😀"\n01,02,03\n`;
  expect(await codeFor(text, 'pandas')).toContain(
    String.raw`dtype={'it\'s "x"\\': 'string', 'a\u000ab': 'string', 'Süd 😀': 'string'}`,
  );
  expect(await codeFor(text, 'r')).toContain(
    String.raw`c("it's \"x\"\\" = "character", "a\u000ab" = "character", "Süd 😀" = "character")`,
  );
  // polars knows the first by its source.
  expect(await codeFor(text, 'polars')).toContain(
    String.raw`{'it\'s "x"\\': pl.String, 'it\'s ""x""\\': pl.String, 'a\u000ab'`,
  );
});

test('a name that is empty, or that of several columns, is not told', async () => {
  const text = 'a,,a,b\n01,02,03,04\n';
  expect(await codeFor(text, 'pandas')).toContain("dtype={'b': 'string'}");
  expect(await codeFor(text, 'r')).toContain('c("b" = "character")');
  expect(await codeFor('a,A,B\n01,02,03\n', 'duckdb')).toContain("dtype={'B': 'VARCHAR'}");
  expect(await codeFor('a,A\n01,02\n', 'polars')).toContain("{'a': pl.String, 'A': pl.String}");
  expect(await codeFor(`${'x'.repeat(1_001)},b\n01,2\n`, 'pandas')).not.toContain('dtype');
});

test('R and DuckDB know a name without the spaces around it', async () => {
  const text = 'a, b\n1, 02\n';
  expect(await codeFor(text, 'r')).toContain('c("b" = "character")');
  expect(await codeFor(text, 'duckdb')).toContain("dtype={'b': 'VARCHAR'}");
  expect(await codeFor(text, 'pandas')).toContain("dtype={' b': 'string'}");
});

test('where rows end with a delimiter R knows each column by the name before its own', async () => {
  expect(await codeFor('a,b\n01,02,\n', 'r')).toContain('c("row.names" = "character", "a" = "character")');
});

test('the client azureml reads as it always did', async () => {
  expect(await codeFor(postal, 'azureml')).toContain('deserialize_dataframe(');
});
