import { expect, test } from 'vitest';
import { codeFor } from './testing/code-for.ts';

test('polars is told of lines that end with CR alone, which it takes for one line', async () => {
  expect(await codeFor('a,b\r1,2\r', 'polars')).toContain(String.raw`(answer.content, eol_char='\r', infer`);
  for (const text of ['a,b\r\n1,2\r\n', 'a,b\n1,"2\r3"\n', 'a,b'])
    expect(await codeFor(text, 'polars')).not.toContain('eol_char');
});

test.each([
  [
    'pandas',
    "(answer.content), header=None, skiprows=1, names=['a', 'b', 'Column 3'], dtype={'a': 'string'})",
  ],
  [
    'polars',
    "has_header=False, skip_rows=1, new_columns=['a', 'b', 'Column 3'], schema_overrides={'a': pl.String}",
  ],
  [
    'duckdb',
    "header=True, skiprows=0, columns={'a': 'VARCHAR', 'b': 'VARCHAR', 'Column 3': 'VARCHAR'}, auto_detect=False)",
  ],
  [
    'r',
    'skip = 1, header = FALSE, col.names = c("a", "b", "Column 3"), check.names = FALSE, colClasses = c("a" = "character")',
  ],
  ['azureml', "header=None, skiprows=1, names=['a', 'b', 'Column 3']"],
] as const)(
  'where rows have a cell more than the header %s is given the names: %j',
  async (tab, arguments_) => {
    expect(await codeFor('a,b\n01,y,1\n02,q,2\n', tab)).toContain(arguments_);
  },
);

test('names that are given differ, also where the header repeats one', async () => {
  expect(await codeFor('a,A,,a.1\n1,2,3,4,5\n', 'pandas')).toContain(
    "names=['a', 'A.1', 'Column 3', 'a.1.1', 'Column 5']",
  );
});

test('a header of several lines is passed over by the first row after it', async () => {
  expect(await codeFor('sep=,\n"a\nb",c\n1,2,3\n', 'pandas')).toContain('skiprows=2,');
  expect(await codeFor('sep=,\n"a\r\nb",c\n1,2,3\n', 'r')).toContain('skip = 3,');
});

test.each([
  ['pandas', 'header=None, names=range(3))'],
  ['polars', 'has_header=False, infer'],
  [
    'duckdb',
    "columns={'column0': 'VARCHAR', 'column1': 'VARCHAR', 'column2': 'VARCHAR'}, null_padding=True, parallel=False, auto_detect=False)",
  ],
  ['r', 'header = FALSE, col.names = paste0("V", 1:3)'],
] as const)('without a header %s is told how many columns there are: %j', async (tab, arguments_) => {
  expect(await codeFor('1,2\n3,4,5\n', tab, 'GenericCSVNoHeader')).toContain(arguments_);
});

test('rows shorter than the header stop none of them: DuckDB is told to fill them', async () => {
  const short = 'a,b\n1,2\n3\n';
  expect(await codeFor(short, 'duckdb')).toContain('null_padding=True, parallel=False, sample_size=-1)');
  for (const tab of ['pandas', 'polars', 'r', 'azureml'] as const)
    expect(await codeFor(short, tab)).toBe(await codeFor('a,b\n1,2\n', tab));
});

test('code for a file without a row says that it ends with an error', async () => {
  for (const tab of ['pandas', 'polars', 'duckdb', 'r'] as const)
    expect(await codeFor('', tab)).toMatch(/\n *# The file is empty: .*\n *(?:frame|connection)/);
  expect(await codeFor('', 'curl')).not.toContain('The file is empty');
  expect(await codeFor('', 'pandas', 'PlainText')).not.toContain('The file is empty');
});
