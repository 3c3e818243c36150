import { expect, test } from 'vitest';
import { readmeFile } from './readme-file.ts';

test.each([
  [['a.csv', 'README.md'], 'README.md'],
  [['Readme', 'readme.txt'], 'Readme'],
  [['README', 'readme.Markdown'], 'readme.Markdown'],
  [['docs/README.md', 'README.csv', 'readme.md.bak'], undefined],
  [[], undefined],
])('of %j it is %s', (paths, expected) => {
  expect(readmeFile(paths.map((path) => ({ path })))?.path).toBe(expected);
});
