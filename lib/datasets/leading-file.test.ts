import { expect, it } from 'vitest';
import type { DataTypeId } from './data-types.ts';
import { leadingFile, typeOfFile } from './leading-file.ts';

it.each<[DataTypeId, string[], string | undefined]>([
  ['GenericCSV', ['README.md', 'a.txt', 'days/b.CSV', 'c.csv'], 'days/b.CSV'],
  ['Other', ['docs/Readme.txt', 'model.bin'], 'model.bin'],
  ['GenericCSVNoHeader', ['README', 'a.csv'], 'a.csv'],
  ['PlainText', ['README.md', 'z.txt'], 'README.md'],
  ['Image', ['README.md'], 'README.md'],
  ['Other', [], undefined],
  ['Zip', ['README.md', 'a.bin', 'b.csv'], 'b.csv'],
  ['Zip', ['README.md', 'a.bin'], 'a.bin'],
])('of %s in %j it is %s', (dataTypeId, paths, expected) => {
  expect(
    leadingFile(
      paths.map((path) => ({ path })),
      dataTypeId,
    )?.path,
  ).toBe(expected);
});

it.each<[DataTypeId, number, string, DataTypeId]>([
  ['Zip', 1, 'all.zip', 'Zip'],
  ['Zip', 2, 'a.csv', 'GenericCSV'],
  ['Zip', 2, 'a.bin', 'Other'],
  ['GenericCSVNoHeader', 2, 'a.csv', 'GenericCSVNoHeader'],
  ['GenericCSV', 2, 'notes.txt', 'PlainText'],
  ['GenericCSV', 2, 'part-0001', 'GenericCSV'],
])('in a %s of %i files %s is %s', (dataTypeId, fileCount, path, expected) => {
  expect(typeOfFile({ dataTypeId, fileCount }, { path })).toBe(expected);
});
