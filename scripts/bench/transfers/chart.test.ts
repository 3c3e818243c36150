import { expect, test } from 'vitest';
import { rowsOf } from '../report.mjs';
import { chartOf } from './chart.mjs';
import { comparisonsOf } from './comparisons.mjs';
import { inTurn } from './in-turn.mjs';

const samples = [
  { 'upload: Sluice': 90, 'upload: rclone': 60, 'upload: a<b': 45 },
  { 'upload: Sluice': 100, 'upload: rclone': 50, 'upload: a<b': 50 },
  { 'upload: Sluice': 110, 'upload: rclone': 40, 'upload: a<b': 55 },
];

test('Sluice is compared with each of the others that were measured, and with nothing else', () => {
  const rows = rowsOf(comparisonsOf(samples), samples);
  expect(rows.map(({ against, ratio }) => [against, ratio])).toEqual([
    ['upload: a<b', 2],
    ['upload: rclone', 2],
  ]);
  expect(comparisonsOf([{ 'memory: Sluice': 1, 'memory: budget': 200 }])).toMatchObject([
    { subject: 'memory: Sluice', against: 'memory: budget', higherIsBetter: false },
  ]);
});

test('a chart draws the medians to scale, the names as text, and the ratios', () => {
  const svg = chartOf(rowsOf(comparisonsOf(samples), samples));
  const widths = [...svg.matchAll(/<rect class="(own|other)"[^>]* width="([\d.]+)"/g)];
  expect(widths.map(([, kind]) => kind)).toEqual(['own', 'other', 'other']);
  const [own, ...others] = widths.map(([, , width]) => Number(width));
  for (const other of others) expect(other).toBeCloseTo((own ?? 0) / 2, 0);
  expect(svg).toContain('ratio 2.00 ×');
  expect(svg).toContain('a&lt;b');
  expect(svg).toContain('prefers-color-scheme: dark');
});

test('each round begins with another', () => {
  expect([1, 2, 3, 4].map((round) => inTurn(['a', 'b', 'c'], round).join(''))).toEqual([
    'abc',
    'bca',
    'cab',
    'abc',
  ]);
  expect(inTurn([], 3)).toEqual([]);
});
