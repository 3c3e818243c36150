import { expect, test } from 'vitest';
import { median, rowsOf, tableOf } from './report.mjs';

const comparison = { metric: 'time', unit: 's', subject: 'warm', against: 'cold', higherIsBetter: false };

test('a median lies in the middle, or between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(() => median([])).toThrow('A median needs a value.');
});

test('a row compares the medians of both sides', () => {
  const samples = [
    { warm: 1, cold: 10 },
    { warm: 3, cold: 30 },
    { warm: 2, cold: 20 },
  ];
  expect(rowsOf([comparison], samples)).toEqual([
    { ...comparison, subjectMedian: 2, againstMedian: 20, ratio: 0.1 },
  ]);
  expect(tableOf([comparison], samples)).toContain('warm: 2.00 (1.00 to 3.00) s');
});

test('a round that forgot a measurement is an error, not a gap', () => {
  expect(() => rowsOf([comparison], [{ warm: 1 }])).toThrow('A round did not measure "cold".');
});
