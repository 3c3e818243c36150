import { expect, test } from 'vitest';
import { dayLimits, dayOf, endOf, expiryProblem, presetsWithin, proposedExpiry } from './expiry.ts';

const now = new Date(2026, 10, 25, 15, 30).getTime();
const day = 24 * 60 * 60_000;

test('the lengths on offer end with what the policy allows', () => {
  expect(presetsWithin(null)).toEqual([1, 7, 30, 90, 365]);
  expect(presetsWithin(30)).toEqual([1, 7, 30]);
  expect(presetsWithin(10)).toEqual([1, 7, 10]);
  expect(presetsWithin(1)).toEqual([1]);
  expect(presetsWithin(1000)).toEqual([1, 7, 30, 90, 365]);
});

test('a week is proposed, or less where the policy allows less', () => {
  expect(proposedExpiry(null)).toEqual({ days: 7 });
  expect(proposedExpiry(3)).toEqual({ days: 3 });
});

test('a day counts to its end, a length from now', () => {
  expect(endOf({ date: '2026-11-30' }, now)).toEqual(new Date(2026, 11, 1));
  expect(endOf({ days: 7 }, now)?.getTime()).toBe(now + 7 * day);
});

test('days that are none, are over or lie beyond the policy are refused with the rule', () => {
  expect(expiryProblem({ date: '' }, null, now)).toBe('Choose a day.');
  expect(expiryProblem({ date: '2026-02-31' }, null, now)).toBe('Choose a day.');
  expect(expiryProblem({ date: '2026-11-24' }, null, now)).toContain('is over');
  expect(expiryProblem({ date: '2026-11-25' }, null, now)).toBeUndefined();
  expect(expiryProblem({ date: '2027-03-01' }, 30, now)).toContain('30 days at most');
  expect(expiryProblem({ days: 30 }, 30, now)).toBeUndefined();
});

test('no day that the date field offers is refused', () => {
  const { min, max = '' } = dayLimits(30, now);
  expect(min).toBe(dayOf(now));
  expect([min, max].map((date) => expiryProblem({ date }, 30, now))).toEqual([undefined, undefined]);
  expect(dayLimits(null, now).max).toBeUndefined();
});
