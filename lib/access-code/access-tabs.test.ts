import { expect, test } from 'vitest';
import { dataTypeIds } from '#lib/datasets/data-types.ts';
import { type AccessTabId, accessTabs, tabsFor } from './access-tabs.ts';
import type { AccessTarget } from './access-target.ts';
import { makeDatasetTarget, makeOutputTarget } from './testing/targets.ts';

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
