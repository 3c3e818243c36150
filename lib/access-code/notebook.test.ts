import { expect, test } from 'vitest';
import { notebookOf } from './notebook.ts';
import { makeDatasetTarget } from './testing/targets.ts';

interface Cell {
  id: string;
  cell_type: string;
  source: string;
}

function cellsOf(target: Parameters<typeof notebookOf>[0]): Cell[] {
  return JSON.parse(notebookOf(target) ?? 'null').cells;
}

test('a notebook reads by azureml where that can, else by pandas, and draws a histogram', () => {
  const classic = cellsOf(makeDatasetTarget());
  expect(classic.find(({ id }) => id === 'read')?.source).toContain("ds = ws.datasets['Rain']");
  expect(classic.at(-1)?.source).toContain('.plot.hist(');
  const parquet = cellsOf(makeDatasetTarget({ dataTypeId: 'Parquet' }));
  expect(parquet.find(({ id }) => id === 'read')?.source).toContain('pd.read_parquet');
});

test('a notebook reads what is written unusually, and one of many files', () => {
  const readOf = (given: Parameters<typeof makeDatasetTarget>[0]) =>
    cellsOf(makeDatasetTarget(given)).find(({ id }) => id === 'read')?.source;
  expect(readOf({ dialect: { delimiter: ';', encoding: 'windows-1252' } })).toContain(
    "pd.read_csv(BytesIO(ds.read_as_binary()), sep=';', encoding='cp1252')",
  );
  const leading = { path: 'one.csv', dataTypeId: 'GenericCSV' } as const;
  expect(readOf({ dataTypeId: 'Zip', manyFiles: true, leading })).toContain('/content?path=one.csv');
});

test('it asks for the token and holds none', () => {
  for (const dataTypeId of ['GenericCSV', 'Parquet'] as const) {
    const text = notebookOf(makeDatasetTarget({ dataTypeId })) ?? '';
    expect(text).toContain("os.environ.get('SLUICE_TOKEN') or getpass(");
    expect(text).toMatch(/authorization_token=token,|'Bearer ' \+ token/);
    expect(text).not.toMatch(/sluice_|<authorization/);
  }
});

test('it has the shape of nbformat 4.5: ids of cells that all differ', () => {
  const { nbformat, nbformat_minor, cells } = JSON.parse(notebookOf(makeDatasetTarget()) ?? 'null');
  expect([nbformat, nbformat_minor]).toEqual([4, 5]);
  const ids = (cells as Cell[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[\w-]{1,64}$/.test(id))).toEqual([]);
});

test('a name is text in its title, whatever Markdown it looks like', () => {
  const [title] = cellsOf(makeDatasetTarget({ name: '<img src=x> [a](b) `c` 🌊' }));
  expect(title?.source).toBe(String.raw`# \<img src\=x\> \[a\]\(b\) \`c\` 🌊`);
});

test.each(['PlainText', 'Image', 'Zip', 'Dataset', 'Other'] as const)('%s has none', (dataTypeId) => {
  expect(notebookOf(makeDatasetTarget({ dataTypeId }))).toBeUndefined();
});
