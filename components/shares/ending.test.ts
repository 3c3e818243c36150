import { expect, test } from 'vitest';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import type { Closing, Share } from '#lib/shares/share-schema.ts';
import { missedSoon, tellBefore } from './ending.ts';

const now = Date.parse('2026-11-25T12:34:56Z');
const share = (expiresAt: string, closedBy: Closing | null = null) =>
  ({ kind: 'dataset', expiresAt, closedBy }) as Share;
const request = (expiresAt: string) => ({ kind: 'request', expiresAt, closedBy: null }) as DataRequest;

test('what ends within three days is asked for, by the same question all through an hour', () => {
  expect(tellBefore(now)).toBe('2026-11-28T12:00:00.000Z');
  expect(tellBefore(now + 20 * 60_000)).toBe(tellBefore(now));
});

test('links of both kinds are told, the soonest first, and none that nobody gets in by anyway', () => {
  const [later, sooner] = [share('2026-11-27T12:00:00Z'), request('2026-11-26T12:00:00Z')];
  const closed = [
    share('2026-11-25T13:00:00Z', 'links-off'),
    share('2026-11-25T13:00:00Z', 'dataset-deleted'),
  ];
  expect(missedSoon([later, ...closed], [sooner])).toEqual([sooner, later]);
  expect(missedSoon()).toEqual([]);
});
