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
  ['desktop.ini', '_desktop.ini'],
  ['Thumbs.db', '_Thumbs.db'],
  ['~$plan.docx', '_~$plan.docx'],
  ['notes.txt~', 'notes.txt_'],
  ['..x', '_..x'],
  ['. x', '_. x'],
  [' lead.csv', '_ lead.csv'],
  ['wide\u3000', 'wide_'],
  ['CLOCK$.txt', '_CLOCK$.txt'],
  ['CONIN$', '_CONIN$'],
  ['conout$', '_conout$'],
  ['COM¹.txt', '_COM¹.txt'],
  ['x.{645FF040-5081-101B-9F08-00AA002F954E}', 'x.{645FF040-5081-101B-9F08-00AA002F954E}_'],
  ['a\ufdd0b\u{1fffe}', 'a_b_'],
])('makes %j safe', (segment, safe) => {
  expect(safeSegment(segment)).toBe(safe);
});

it.each(['.env', 'a~b.csv', 'desktop.ini.txt', 'console.log', 'a{b}.csv', 'x.{a}.csv'])(
  'leaves %j as it is',
  (segment) => {
    expect(safeSegment(segment)).toBe(segment);
  },
);

it.each([
  ['x/ΟΔΌΣ.txt', 'x/Οδός.txt', 'x/οδόσ.txt'],
  ['straße', 'STRASSE', 'STRAẞE'],
  ['θ', 'ϴ', 'ϑ'],
  ['caf\u00e9', 'cafe\u0301', 'CAFE\u0301'],
])('gives %j and %j a place each, as a file system may take them for one', (...paths) => {
  const places = folderPaths(paths).map((path) => path.join('/'));
  expect(places.map((place) => /\(\d\)/.exec(place)?.[0])).toEqual([undefined, '(2)', '(3)']);
});

it.each([
  ['a', '.csv'],
  ['é', '.csv'],
  ['🌊', ''],
  [`a.${'b'.repeat(40)}`, '.csv'],
  ['.x', ''],
])('leaves a long name of %j room for a number and what a browser adds', (part, ending) => {
  const long = part.repeat(260 / part.length) + ending;
  for (const [name] of folderPaths([long, long.toUpperCase(), ` ${long}`])) {
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255 - '.99.crswap'.length);
    expect(name).toMatch(new RegExp(`${ending || '.'}$`, 'i'));
    expect(name?.isWellFormed()).toBe(true);
  }
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
