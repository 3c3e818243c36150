import { expect, it } from 'vitest';
import { isWorthKeeping } from './keep-plan.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** What was kept of 100 GiB that come at this rate (bytes a second), each time, looked at each second. */
function keeps(rate: number): number[] {
  const told: number[] = [];
  let [kept, keptAt] = [0, 0];
  for (let second = 1; second * rate < 100 * GiB; second++) {
    const length = second * rate;
    if (!isWorthKeeping({ length, kept, elapsedMs: (second - keptAt) * 1000 })) continue;
    told.push(length);
    [kept, keptAt] = [length, second];
  }
  return told;
}

it.each([64, 100, 1000])('keeps nothing before the end at %d MiB a second', (rate) => {
  expect(keeps(rate * MiB + 1)).toEqual([]);
});

it.each([1, 12, 30])('at %d MiB a second keeps the first minute, then each doubling', (rate) => {
  const told = keeps(rate * MiB);
  expect(told[0]).toBe(60 * rate * MiB);
  for (const [n, length] of told.slice(1).entries()) expect(length).toBe(2 * (told[n] ?? 0));
  expect(told.at(-1)).toBeGreaterThanOrEqual(50 * GiB - rate * MiB);
});

it.each([1, 12, 30, 50, 63])('at %d MiB a second takes at most a third of the time', (rate) => {
  const cost = keeps(rate * MiB).reduce((sum, length) => sum + length / (128 * MiB), 0);
  expect(cost).toBeLessThan((100 * GiB) / (rate * MiB) / 3);
});
