import { expect, test } from 'vitest';
import { endingWithin } from './ending.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const link = (expiresAt: string, state: 'open' | 'revoked' = 'open') => ({ expiresAt, state });

test('open links that end within three days are told, the soonest first', () => {
  const [far, edge, soon, revoked] = [
    link('2026-11-28T12:00:01Z'),
    link('2026-11-28T12:00:00Z'),
    link('2026-11-25T13:00:00Z'),
    link('2026-11-25T13:00:00Z', 'revoked'),
  ] as const;
  expect(endingWithin([far, edge, soon, revoked], now)).toEqual([soon, edge]);
});
