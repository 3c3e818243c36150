import { expect, it } from 'vitest';
import { guessColumnType, guessDecimalComma } from './guess-column-type.ts';

it.each([
  ['number', ['1', '-2.5', '', '1e9', '.5', 'NaN']],
  ['number', ['1,5', '20', '2,5E-3']],
  ['date', ['2026-11-21', '2026-11-21T10:00:00Z', '2026-11-21 10:00:00.5+01:00']],
  ['date', ['1/31/1999', '31.12.99']],
  ['boolean', ['true', 'FALSE', 'null']],
  ['text', ['1', 'two']],
  ['text', ['00501', '10001']],
  ['text', ['', '?']],
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
