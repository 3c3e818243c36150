import { expect, test } from 'vitest';
import { ago, isIdle } from './token-age.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

test.each([
  ['2026-11-20T11:59:30Z', 'just now'],
  ['2026-11-20T11:56:00Z', '4 min ago'],
  ['2026-11-19T12:00:01Z', '23 h ago'],
  ['2026-11-19T12:00:00Z', '1 day ago'],
  ['2026-09-20T12:00:00Z', '61 days ago'],
])('%s was %s', (iso, words) => {
  expect(ago(iso, now)).toBe(words);
});

const usedAt = (at: string) => ({ at, address: '10.0.0.1', client: 'curl/8' });

test('a token is idle when nothing has used it for 60 days', () => {
  const createdAt = '2026-01-01T00:00:00Z';
  expect(isIdle({ createdAt, lastUsed: usedAt('2026-09-21T12:00:00Z') }, now)).toBe(true);
  expect(isIdle({ createdAt, lastUsed: usedAt('2026-09-21T12:01:00Z') }, now)).toBe(false);
});

test('a token that was never used is idle by the day it was made', () => {
  expect(isIdle({ createdAt: '2026-01-01T00:00:00Z', lastUsed: null }, now)).toBe(true);
  expect(isIdle({ createdAt: '2026-11-01T00:00:00Z', lastUsed: null }, now)).toBe(false);
});
