import { expect, test } from 'vitest';
import { countOf, formatCount } from './count.ts';

test('thousands are marked', () => {
  expect(formatCount(412_904_118)).toBe('412,904,118');
});

test('one thing is singular, none and many are plural', () => {
  expect([0, 1, 1200].map((n) => countOf(n, 'dataset'))).toEqual([
    '0 datasets',
    '1 dataset',
    '1,200 datasets',
  ]);
});
