import { expect, it } from 'vitest';
import { guessColumnType, guessDecimalComma, isAlteredByReaders } from './guess-column-type.ts';

it.each([
  ['number', ['1', '-2.5', '', '1e9', '.5', 'NaN']],
  ['number', ['1,5', '20', '2,5E-3']],
  ['date', ['2026-11-21', '2026-11-21T10:00:00Z', '2026-11-21 10:00:00.5+01:00']],
  ['date', ['1/31/1999', '31.12.99']],
  ['boolean', ['true', 'FALSE', 'null']],
  ['text', ['1', 'two']],
  ['text', ['00501', '10001']],
  ['text', ['', '?']],
  ['number', ['9007199254740991', '-1e300', '0.12345678901234567']],
  ['text', ['1', '9007199254740993']],
  ['text', ['1,234,567']],
] as const)('guesses %s from %j', (type, cells) => {
  expect(guessColumnType(cells)).toBe(type);
});

it.each([
  [true, ['1,5', '20']],
  [true, ['-0,125', '', 'n/a']],
  [true, [' 1,234', '2,5 ']],
  [true, ['1234,567']],
  [true, ['1,25e3']],
  [false, ['1,234', '999', '-12,000']],
  [false, ['1,5', '2.5']],
  [false, ['1.5', '2']],
  [false, []],
] as const)('says %j of a decimal comma in %j', (expected, cells) => {
  expect(guessDecimalComma(cells)).toBe(expected);
});

it.each(['01067', ' 007 ', '-01', '00', '01,5', '007.5e2', '0x1F', '0b11', 'T', 'f', '9007199254740993'])(
  'knows that readers alter %j',
  (cell) => {
    expect(isAlteredByReaders(cell)).toBe(true);
  },
);

it.each(['', '0', '0.5', '-0', '10', 'A07', '01.02.2024', '1_000', '9007199254740991', '0x', 'true'])(
  'does not say so of %j',
  (cell) => {
    expect(isAlteredByReaders(cell)).toBe(false);
  },
);
