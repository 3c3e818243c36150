import { expect, it } from 'vitest';
import { guessColumnType } from './guess-column-type.ts';

it.each([
  ['number', ['1', '-2.5', '', '1e9', '.5', 'NaN']],
  ['number', ['1,5', '20']],
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
