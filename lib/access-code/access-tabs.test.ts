import { expect, test } from 'vitest';
import { dataTypeIds } from '#lib/datasets/data-types.ts';
import { type AccessTabId, accessTabs, tabsFor } from './access-tabs.ts';
import type { AccessTarget, DatasetTarget } from './access-target.ts';
import { makeDatasetTarget, makeOutputTarget, makeShareTarget } from './testing/targets.ts';

function obstacleOf(target: AccessTarget, tab: AccessTabId): string | undefined {
  return tabsFor(target).find(({ id }) => id === tab)?.obstacle;
}

test.each(dataTypeIds)('for %s every tab but azureml has code', (dataTypeId) => {
  const blocked = tabsFor(makeDatasetTarget({ dataTypeId })).filter(({ obstacle }) => obstacle);
  expect(blocked.map(({ id }) => id).filter((id) => id !== 'azureml')).toEqual([]);
  expect(tabsFor(makeDatasetTarget({ dataTypeId }))).toHaveLength(accessTabs.length);
});

test('azureml says which types it reads where it cannot read one', () => {
  expect(obstacleOf(makeDatasetTarget(), 'azureml')).toBeUndefined();
  expect(obstacleOf(makeDatasetTarget({ dataTypeId: 'Parquet' }), 'azureml')).toMatch(
    /cannot read .*Parquet/,
  );
  expect(obstacleOf(makeOutputTarget({ dataTypeId: 'Dataset' }), 'azureml')).toMatch(/cannot read .*Dataset/);
});

test('azureml has no code for what is not the newest, which it would read instead', () => {
  expect(obstacleOf(makeDatasetTarget({ superseded: true }), 'azureml')).toMatch(/newest version alone/);
  expect(obstacleOf(makeOutputTarget({}, true), 'azureml')).toMatch(/newest run alone/);
});

test.each(['a?b', 'a#b', '100%'])('azureml cannot ask for the port %s', (portName) => {
  expect(obstacleOf(makeOutputTarget({ portName }), 'azureml')).toMatch(/holds \?, # or %/);
  expect(obstacleOf(makeOutputTarget({ nodeId: portName }), 'azureml')).toMatch(/holds \?, # or %/);
  // A dataset is looked up by name at the client, not by an address.
  expect(obstacleOf(makeDatasetTarget({ name: portName }), 'azureml')).toBeUndefined();
});

test('azcopy has no code for many files', () => {
  expect(obstacleOf(makeDatasetTarget({ dataTypeId: 'Zip', manyFiles: true }), 'azcopy')).toMatch(/one zip/);
});

test('many files are said to be many, and never that nothing reads a zip', () => {
  const leading = { path: 'north/one.csv', dataTypeId: 'GenericCSV' } as const;
  const many = makeDatasetTarget({ dataTypeId: 'Zip', manyFiles: true, leading });
  expect(obstacleOf(many, 'azureml')).toMatch(/reads datasets of one file, and these are many/);
  const notes = new Map(tabsFor(many).map(({ id, note }) => [id, note]));
  for (const tab of ['pandas', 'polars', 'duckdb', 'r'] as const)
    expect(notes.get(tab)).toMatch(
      /^These are many files; the code reads one of them, north\/one\.csv\. .*\?path=\.$/,
    );
  for (const tab of ['curl', 'node'] as const) expect(notes.get(tab)).toMatch(/come as one zip; \?path=/);
  const images = { ...many, leading: { path: 'a.png', dataTypeId: 'Image' } } as const;
  expect(tabsFor(images).find(({ id }) => id === 'pandas')?.note).toMatch(
    /many files; .* pandas has no reader for this type \(Image\)/,
  );
});

test('a tab that only fetches the bytes says so', () => {
  const noted = (target: AccessTarget) =>
    tabsFor(target).flatMap(({ id, note }) => (note?.includes('fetches the bytes') ? [id] : []));
  expect(noted(makeDatasetTarget())).toEqual([]);
  expect(noted(makeDatasetTarget({ dataTypeId: 'Image' }))).toEqual(['pandas', 'polars', 'duckdb']);
  expect(noted(makeDatasetTarget({ dataTypeId: 'ARFF' }))).toEqual(['polars', 'duckdb']);
});

test('where nothing could be read of how the file is written, each tab that goes by it says what it assumes', () => {
  const notesOf = (given: Partial<DatasetTarget>) =>
    Object.fromEntries(tabsFor(makeDatasetTarget(given)).map(({ id, note }) => [id, note]));
  const commas = 'How the file is written could not be read; the code assumes commas and UTF-8.';
  const unread = notesOf({ unknown: 'unread' });
  for (const tab of ['azureml', 'pandas', 'polars', 'duckdb', 'r']) expect(unread[tab]).toBe(commas);
  for (const tab of ['curl', 'azcopy', 'node']) expect(unread[tab]).toBeUndefined();
  expect(notesOf({ unknown: 'unread', dataTypeId: 'GenericTSVNoHeader' }).pandas).toMatch(
    /tabs and UTF-8\.$/,
  );
  expect(notesOf({ unknown: 'unread', dataTypeId: 'NDJSON' }).pandas).toMatch(/the code assumes UTF-8\.$/);
  expect(notesOf({ unknown: 'unread', dataTypeId: 'ARFF' }).polars).not.toMatch(/assumes/);
  expect(notesOf({ unknown: 'reading' }).pandas).toBeUndefined();
  const leading = { path: 'north/one.csv', dataTypeId: 'GenericCSV' } as const;
  const many = notesOf({ unknown: 'unread', dataTypeId: 'Zip', manyFiles: true, leading });
  expect(many.pandas).toMatch(
    /after \?path=\. How the file is written could not be read; .* commas and UTF-8/,
  );
});

test('a link without a preview says that nobody looked how the file is written', () => {
  const tabs = tabsFor({ ...makeShareTarget(), unknown: 'hidden' });
  const note =
    'This link shows no preview, so how the file is written is not known; the code assumes commas and UTF-8.';
  expect(tabs.map(({ note }) => note)).toEqual([note, note, note, undefined]);
});
