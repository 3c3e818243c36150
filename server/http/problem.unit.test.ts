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

it.each([
  ['its host is gone', 'EHOSTUNREACH'],
  ['the network to it is', 'ENETUNREACH'],
  ['this machine has no port left', 'EADDRNOTAVAIL'],
  ['it takes no writes for a while', '25006'],
  ['two transactions were in each other’s way', '40001'],
])('a database is 503 where %s', (_, code) => {
  const failed = new Error('Failed query', { cause: Object.assign(new Error('x'), { code }) });
  expect(problemResponse(failed, log, 'test').status).toBe(503);
});
