import { expect, test } from 'vitest';
import { formatDuration } from './duration.ts';

test.each([
  [-5000, 'under 1 s'],
  [999, 'under 1 s'],
  [41_900, '41 s'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
  [3 * 86_400_000 + 4 * 3_600_000 + 59, '3 d 4 h'],
])('%d ms read %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
