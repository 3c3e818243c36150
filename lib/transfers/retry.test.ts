import { describe, expect, it } from 'vitest';
import { PortalAway, SluiceError } from '#lib/errors.ts';
import { maxTries, retryDelay } from './retry.ts';
import { parseRetryAfter, StorageFailure } from './storage-failure.ts';

const answer = (status: number, code = '') => new StorageFailure('refused', { status, code });

describe('retryDelay', () => {
  it.each([408, 429, 500, 502, 503, 504])('tries again after %i', (status) => {
    expect(retryDelay(answer(status), 1, 0.5)).toBe(250);
  });

  it.each([400, 401, 403, 404, 409, 412, 413, 416])('stops at %i', (status) => {
    expect(retryDelay(answer(status), 1, 0.5)).toBeUndefined();
  });

  it('tries again after a cut connection, a stall, and a block damaged on its way', () => {
    expect(retryDelay(new StorageFailure('network'), 1, 0.5)).toBe(250);
    expect(retryDelay(new StorageFailure('stalled'), 1, 0.5)).toBe(250);
    expect(retryDelay(answer(400, 'Md5Mismatch'), 1, 0.5)).toBe(250);
    expect(retryDelay(answer(400, 'InvalidOperation'), 1, 0.5)).toBe(250);
  });

  it('doubles from half a second to 30 s, with jitter over all of it', () => {
    const longest = Array.from({ length: maxTries - 1 }, (_, index) => retryDelay(answer(503), index + 1, 1));
    expect(longest.slice(0, 9)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(Math.max(...longest.map(Number))).toBe(30_000);
    expect(retryDelay(answer(503), 5, 0)).toBe(0);
  });

  it('stops after the last try where storage or the portal answers, and never where nothing answers', () => {
    expect(retryDelay(answer(503), maxTries - 1, 0.5)).toBe(15_000);
    expect(retryDelay(answer(503), maxTries, 0.5)).toBeUndefined();
    expect(retryDelay(new StorageFailure('network'), 10 * maxTries, 0.5)).toBe(15_000);
    expect(retryDelay(new PortalAway('cut'), 10 * maxTries, 0.5)).toBe(15_000);
    expect(retryDelay(new SluiceError('unavailable', 'Storage refuses it.'), maxTries, 0.5)).toBeUndefined();
    expect(retryDelay(new SluiceError('internal', 'Ours.'), maxTries, 0.5)).toBeUndefined();
  });

  it('never goes sooner than Retry-After, from storage or the portal', () => {
    expect(retryDelay(new StorageFailure('refused', { status: 503, retryAfterMs: 9000 }), 1, 1)).toBe(9000);
    const busy = new SluiceError('too_many_requests', 'Slower.', { details: { retryAfter: 4 } });
    expect(retryDelay(busy, 1, 1)).toBe(4000);
    expect(retryDelay(busy, 6, 1)).toBe(16_000);
  });

  it('tries again while the portal is away, not where it refuses, and never after a fault of ours', () => {
    expect(retryDelay(new PortalAway('cut'), 1, 1)).toBe(500);
    expect(retryDelay(new SluiceError('unavailable', 'Busy.'), 1, 1)).toBe(500);
    expect(retryDelay(new SluiceError('name_taken', 'Taken.'), 1, 1)).toBeUndefined();
    expect(retryDelay(new TypeError('ours'), 1, 1)).toBeUndefined();
  });
});

describe('parseRetryAfter', () => {
  it('takes seconds and leaves dates and nonsense', () => {
    expect(parseRetryAfter('12')).toBe(12_000);
    expect(parseRetryAfter('Wed, 21 Oct 2026 07:28:00 GMT')).toBeUndefined();
    expect(parseRetryAfter('-1')).toBeUndefined();
    expect(parseRetryAfter(null)).toBeUndefined();
  });
});
