import { expect, it } from 'vitest';
import { type ArffCell, type ArffColumn, toArff } from './arff.ts';

it('writes relation, attributes and data of every type', () => {
  const columns: ArffColumn[] = [
    { name: 'Beak Length (mm)', type: 'numeric' },
    { name: 'species', type: 'nominal' },
    { name: 'note', type: 'string' },
    { name: 'day', type: 'date' },
  ];
  const rows = [
    [39.1, 'Adelie', 'tame', '2026-11-21'],
    [-1e21, 'Gentoo', 'bites', '1970-01-01'],
    [0, 'Adelie', 'tame', '1999-12-31'],
  ];
  expect(toArff('penguins of Palmer', columns, rows)).toBe(
    [
      "@relation 'penguins of Palmer'",
      '',
      "@attribute 'Beak Length (mm)' numeric",
      '@attribute species {Adelie,Gentoo}',
      '@attribute note string',
      '@attribute day date "yyyy-MM-dd"',
      '',
      '@data',
      '39.1,Adelie,tame,2026-11-21',
      '-1e+21,Gentoo,bites,1970-01-01',
      '0,Adelie,tame,1999-12-31',
      '',
    ].join('\n'),
  );
});

function cellOf(cell: ArffCell, type: ArffColumn['type'] = 'string'): string | undefined {
  return toArff('r', [{ name: 'a', type }], [[cell]])
    .split('@data\n')[1]
    ?.slice(0, -1);
}

it.each([
  ['plain', 'plain'],
  ['two words', "'two words'"],
  ['a,b', "'a,b'"],
  ['{a}', "'{a}'"],
  ['?', "'?'"],
  ["it's", String.raw`'it\'s'`],
  ['say "hi"', String.raw`'say \"hi\"'`],
  ['100%', String.raw`'100\%'`],
  ['C:\\data', String.raw`'C:\\data'`],
  ['a\tb\r\nc', String.raw`'a\tb\r\nc'`],
  ['a\u001eb', String.raw`'a\u001Eb'`],
  ['Citroën 🐧', "'Citroën 🐧'"],
])('quotes %j as Weka does', (cell, text) => {
  expect(cellOf(cell)).toBe(text);
});

it.each([
  [null, 'numeric'],
  [undefined, 'string'],
  ['', 'nominal'],
  [null, 'date'],
] as const)('writes %j in a %s column as missing', (cell, type) => {
  expect(cellOf(cell, type)).toBe('?');
});

it('lists nominal values once, quoted, without the missing ones', () => {
  const text = toArff('r', [{ name: 'a', type: 'nominal' }], [['x y'], [null], [1], ['x y'], [true]]);
  expect(text).toContain("@attribute a {'x y',1,true}\n");
  expect(text).toContain("@data\n'x y'\n?\n1\n'x y'\ntrue\n");
});

it.each([
  ['12', 'numeric'],
  [Number.NaN, 'numeric'],
  [Number.POSITIVE_INFINITY, 'numeric'],
  ['21.11.2026', 'date'],
] as const)('refuses %j in a %s column, naming the row', (cell, type) => {
  expect(() => cellOf(cell, type)).toThrow(/Row 1 of "a" is no/);
});

it('refuses uneven rows and columns that share a name', () => {
  const column: ArffColumn = { name: 'a', type: 'string' };
  expect(() => toArff('r', [column], [['x'], ['x', 'y']])).toThrow('Row 2 has 2 cells, not 1.');
  expect(() => toArff('r', [column, column], [])).toThrow('Two columns share a name');
});
