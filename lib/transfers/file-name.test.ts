import { expect, it } from 'vitest';
import { fileNameProblem } from './file-name.ts';

it.each(['rain.csv', 'Zürich 2026 (ä).csv', "it's #1 😀.csv", '"quoted".txt', 'CON', 'a:b', '.hidden'])(
  'takes %j as it is',
  (name) => {
    expect(fileNameProblem(name)).toBeUndefined();
  },
);

it.each([
  ['', 'no name'],
  ['.', 'no name'],
  ['..', 'no name'],
  ['../../etc/passwd', 'path separator'],
  ['C:\\x', 'path separator'],
  ['a\u0000b', 'control or invisible'],
  ['a\r\nb', 'control or invisible'],
  ['gnp\u202etxt.exe', 'control or invisible'],
  ['zero\u200bwidth', 'control or invisible'],
  ['pay\u00adpal.csv', 'invisible'],
  ['\u2800', 'shows nothing'],
  ['half \ud800', 'surrogate'],
  ['ä'.repeat(128), 'longer than 255 bytes'],
])('refuses %j: %s', (name, words) => {
  expect(fileNameProblem(name)).toContain(words);
});
