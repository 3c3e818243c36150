import { expect, it } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { problemResponse } from './problem.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

it.each([
  [
    'where the cause tells how long',
    new SluiceError('unavailable', 'x', { details: { retryAfter: 5 } }),
    '5',
  ],
  ['where it does not, as with a credential that storage refuses', new SluiceError('unavailable', 'x'), '60'],
  ['and nothing else asks to wait', new SluiceError('conflict', 'x'), null],
])('a 503 carries Retry-After %s', (_, error, seconds) => {
  expect(problemResponse(error, log, 'test').headers.get('retry-after')).toBe(seconds);
});
