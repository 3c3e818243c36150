import { expect, it } from 'vitest';
import type { DataTypeId } from './data-types.ts';
import { leadingFile } from './leading-file.ts';

it.each<[DataTypeId, string[], string | undefined]>([
  ['GenericCSV', ['README.md', 'a.txt', 'days/b.CSV', 'c.csv'], 'days/b.CSV'],
  ['Other', ['docs/Readme.txt', 'model.bin'], 'model.bin'],
  ['GenericCSVNoHeader', ['README', 'a.csv'], 'a.csv'],
  ['PlainText', ['README.md', 'z.txt'], 'README.md'],
  ['Image', ['README.md'], 'README.md'],
  ['Other', [], undefined],
])('of %s in %j it is %s', (dataTypeId, paths, expected) => {
  expect(
    leadingFile(
      paths.map((path) => ({ path })),
      dataTypeId,
    )?.path,
  ).toBe(expected);
});
