import { expect, it } from 'vitest';
import { statsWords } from './stats-words.ts';

it('tells nulls, and the range where there is one', () => {
  expect(statsWords({ nulls: 0, range: ['-60', '1440'] }, 3_000_000)).toBe(
    'In 3,000,000 rows: no null, from -60 to 1440.',
  );
  expect(statsWords({ nulls: 1 }, 1)).toBe('In 1 row: 1 null.');
  expect(statsWords({ nulls: 1200 }, 5000)).toBe('In 5,000 rows: 1,200 nulls.');
});
