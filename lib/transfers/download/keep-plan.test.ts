import { expect, it } from 'vitest';
import { isWorthKeeping } from './keep-plan.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** How often 20 GiB are kept that come at this rate (bytes a second), looked at each second; and how much was there then. */
function keeps(rate: number): number[] {
  const told: number[] = [];
  let [kept, keptAt] = [0, 0];
  for (let second = 1; second * rate < 20 * GiB; second++) {
    const length = second * rate;
    if (!isWorthKeeping({ length, kept, elapsedMs: (second - keptAt) * 1000 })) continue;
    told.push(length);
    [kept, keptAt] = [length, second];
  }
  return told;
}

it('keeps nothing of what comes sooner than it is kept', () => {
  expect(keeps(100 * MiB)).toEqual([]);
});

it.each([1, 12])('at %d MiB a second keeps the first minute, then each doubling', (rate) => {
  const told = keeps(rate * MiB);
  expect(told[0]).toBe(60 * rate * MiB);
  for (const [n, length] of told.slice(1).entries()) expect(length).toBe(2 * (told[n] ?? 0));
});

it('takes at most a fifth of the time', () => {
  for (const rate of [1, 5, 12, 20, 25]) {
    const cost = keeps(rate * MiB).reduce((sum, length) => sum + length / (128 * MiB), 0);
    expect(cost).toBeLessThan((20 * GiB) / (rate * MiB) / 5);
  }
});
