import { expect, it } from 'vitest';
import { folderPaths, numbered, safeSegment } from './folder-paths.ts';

it('keeps ordinary paths as they are', () => {
  expect(folderPaths(['a.csv', 'days/monday.csv', 'größe/ü 1.csv'])).toEqual([
    ['a.csv'],
    ['days', 'monday.csv'],
    ['größe', 'ü 1.csv'],
  ]);
});

it.each([
  ['a:b?.csv', 'a_b_.csv'],
  ['..', '__'],
  ['name. ', 'name__'],
  ['CON', '_CON'],
  ['com1.txt', '_com1.txt'],
  ['tab\there', 'tab_here'],
  ['', '_'],
  ['family 👩\u200d🔬', 'family 👩_🔬'],
  ['start.URL', 'start.URL_'],
  ['go.lnk', 'go.lnk_'],
])('makes %j safe', (segment, safe) => {
  expect(safeSegment(segment)).toBe(safe);
});

it('gives no two files one place, whatever the file system takes for the same', () => {
  expect(folderPaths(['A.csv', 'a.csv', 'a?.csv', 'a:.csv']).map((path) => path.join('/'))).toEqual([
    'A.csv',
    'a (2).csv',
    'a_.csv',
    'a_ (2).csv',
  ]);
});

it.each([
  [
    ['a:b', 'a?b/c'],
    ['a_b (2)', 'a_b/c'],
  ],
  [
    ['data/x.csv', 'Data'],
    ['data/x.csv', 'Data (2)'],
  ],
  [
    ['a', 'A/b', 'a (2)/c'],
    ['a (3)', 'A/b', 'a (2)/c'],
  ],
])('gives no file the place of a folder: %j', (paths, places) => {
  expect(folderPaths(paths).map((path) => path.join('/'))).toEqual(places);
});

it('numbers a name before its ending', () => {
  expect(numbered('rain.tar.gz', 2)).toBe('rain.tar (2).gz');
  expect(numbered('.env', 3)).toBe('.env (3)');
});
