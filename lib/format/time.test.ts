import { expect, test } from 'vitest';
import { daysUntil, exactTime, relativeTime } from './time.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

test.each([
  ['2026-11-20T11:59:30Z', 'just now'],
  ['2026-11-20T12:05:00Z', 'just now'],
  ['2026-11-20T11:56:00Z', '4 min ago'],
  ['2026-11-20T10:00:00Z', '2 h ago'],
  ['2026-11-19T12:00:01Z', '23 h ago'],
  ['2026-11-17T12:00:00Z', 'Tue'],
  ['2026-11-12T12:00:00Z', '12 Nov'],
  ['2025-11-03T12:00:00Z', '3 Nov 2025'],
  ['2026-11-27T12:00:00Z', '27 Nov'],
])('%s reads %s', (iso, text) => {
  expect(relativeTime(iso, now, 'UTC')).toBe(text);
});

test('the exact time carries seconds and the zone', () => {
  expect(exactTime('2026-10-14T09:12:05Z', 'UTC')).toBe('14 Oct 2026, 09:12:05 UTC');
});

test('days left are counted up, and never below none', () => {
  expect(daysUntil('2026-11-27T12:00:00Z', now)).toBe(7);
  expect(daysUntil('2026-11-20T13:00:00Z', now)).toBe(1);
  expect(daysUntil('2026-11-19T13:00:00Z', now)).toBe(0);
});
