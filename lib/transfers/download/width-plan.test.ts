import { expect, it } from 'vitest';
import { planWidth, startWidth, type WidthPlan } from './width-plan.ts';

/** The widths in use over `seconds`, where `rate` tells bytes per second for a width at a second. */
function run(rate: (width: number, second: number) => number, seconds: number): number[] {
  let plan: WidthPlan = startWidth(0);
  let bytes = 0;
  const used: number[] = [];
  for (let at = 0; at < seconds * 1000; at += 50) {
    bytes += rate(plan.width, at / 1000) / 20;
    plan = planWidth(plan, at, bytes);
    if (used.at(-1) !== plan.width) used.push(plan.width);
  }
  return used;
}

it('widens step by step while each step brings more', () => {
  expect(run((width) => width * 10e6, 15)).toEqual([1, 3, 6]);
});

it('goes back to one stream where more requests bring nothing', () => {
  expect(run(() => 50e6, 15)).toEqual([1, 3, 1]);
});

it('tries no more requests where one stream is fast', () => {
  expect(run((width) => width * 100e6, 15)).toEqual([1]);
});

it('keeps the middle where the widest brings less', () => {
  expect(run((width) => (width === 6 ? 20e6 : width * 10e6), 15)).toEqual([1, 3, 6, 3]);
});

it('tries again later: widens when the line changes so that it pays', () => {
  const used = run((width, second) => (second < 15 ? 10e6 : width * 10e6), 60);
  expect(used.slice(0, 3)).toEqual([1, 3, 1]);
  expect(used.at(-1)).toBe(6);
});

it('gives requests up that no longer bring anything', () => {
  const used = run((width, second) => (second < 15 ? width * 10e6 : 60e6), 90);
  expect(used.slice(0, 3)).toEqual([1, 3, 6]);
  expect(used).toContain(1);
});
