import { expect, test } from 'vitest';
import { formatBytes } from './bytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 KB'],
  [212_000, '212 KB'],
  [4_900_000, '4.9 MB'],
  [38_440_000, '38.4 MB'],
  [2_310_000_000, '2.31 GB'],
  [4_750_000_000_000, '4.75 TB'],
])('%d bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('what would round to 1,000 of a unit is 1 of the next', () => {
  expect(formatBytes(999_499)).toBe('999 KB');
  expect(formatBytes(999_500)).toBe('1 MB');
});

test('the largest unit goes on counting', () => {
  expect(formatBytes(12_345e15)).toBe('12,300 PB');
});
