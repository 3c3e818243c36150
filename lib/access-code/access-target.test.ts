import { expect, test } from 'vitest';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { datasetTarget } from './access-target.ts';
import { makeDataset, makeOutputTarget, makeVersion, place } from './testing/targets.ts';

test('the newest version is addressed as the latest, an older one by its number', () => {
  const dataset = makeDataset();
  const newest = datasetTarget(place, dataset, dataset.newest);
  expect(newest.contentPath).toBe(
    `/api/v1/workspaces/${place.workspaceId}/datasets/${dataset.id}/versions/latest/content`,
  );
  expect(newest.superseded).toBe(false);
  const older = datasetTarget(place, dataset, makeVersion({ n: 1 }));
  expect(older.contentPath).toMatch(/\/versions\/1\/content$/);
  expect(older.superseded).toBe(true);
});

test("a sample is read in its own workspace's path with the token of the caller's workspace", () => {
  const sample = makeDataset({ workspaceId: samplesWorkspaceId });
  const target = datasetTarget(place, sample, sample.newest);
  expect(target.contentPath).toContain(`/workspaces/${samplesWorkspaceId}/`);
  expect(target.workspaceId).toBe(place.workspaceId);
});

test('many files are one zip, named after the dataset', () => {
  const [file] = makeVersion().files;
  if (!file) throw new Error('the fixture has no file');
  const newest = makeVersion({ files: [file, { ...file, path: 'snow.csv' }] });
  const target = datasetTarget(place, makeDataset({ newest }), newest);
  expect(target).toMatchObject({ dataTypeId: 'Zip', fileName: 'Rain.zip', manyFiles: true });
});

test('of many files one is named: of the type of all, or of the type that its name tells', () => {
  const [file] = makeVersion().files;
  if (!file) throw new Error('the fixture has no file');
  const files = [
    { ...file, path: 'README.md' },
    { ...file, path: 'north/snow.csv' },
  ];
  const leadingOf = (dataTypeId: DataTypeId, paths?: string[]) => {
    const newest = makeVersion({ files: paths?.map((path) => ({ ...file, path })) ?? files, dataTypeId });
    return datasetTarget(place, makeDataset({ newest }), newest).leading;
  };
  expect(leadingOf('GenericCSVNoHeader')).toEqual({
    path: 'north/snow.csv',
    dataTypeId: 'GenericCSVNoHeader',
  });
  expect(leadingOf('Zip')).toEqual({ path: 'north/snow.csv', dataTypeId: 'GenericCSV' });
  // A version of another kind than those before it, whose type it has: the file is what its name says.
  expect(leadingOf('GenericCSV', ['a.parquet', 'b.parquet'])).toEqual({
    path: 'a.parquet',
    dataTypeId: 'Parquet',
  });
  expect(datasetTarget(place, makeDataset(), makeVersion()).leading).toBeUndefined();
});

test("an output is addressed by its experiment's workspace, run and id", () => {
  const target = makeOutputTarget();
  const [workspace, experiment, output] = ['b', 'e', 'f'].map((digit) => digit.repeat(32));
  expect(target.contentPath).toBe(
    `/api/v1/workspaces/${workspace}/experiments/${experiment}/runs/3/outputs/${output}/content`,
  );
  expect(target.studioExperimentId).toBe(`${workspace}.f-id.${experiment}`);
});
