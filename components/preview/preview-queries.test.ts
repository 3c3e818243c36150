import { QueryClient, QueryObserver, queryOptions } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { PortalAway, SluiceError } from '#lib/errors.ts';
import { askAnew } from './preview-queries.ts';
import { waitingWords } from './waiting-words.ts';

test('asking anew gives up the read that is under way, and reads at once', async () => {
  const client = new QueryClient();
  const given: AbortSignal[] = [];
  const query = queryOptions({
    queryKey: ['preview'],
    queryFn: ({ signal }) => {
      given.push(signal);
      return given.length === 1 ? new Promise<string>(() => {}) : 'rows';
    },
  });
  const observer = new QueryObserver(client, query);
  const unwatch = observer.subscribe(() => {});
  await expect.poll(() => given).toHaveLength(1);
  await askAnew(client, query.queryKey);
  expect(given.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(observer.getCurrentResult().data).toBe('rows');
  unwatch();
});

test('what a preview waits for is told with its cause, and without advice to who waits', () => {
  expect(waitingWords(null)).toMatch(/^Still reading: /);
  expect(waitingWords(new PortalAway('cut'))).toBe('The portal cannot be reached; trying again.');
  const silent = new SluiceError('unavailable', 'Storage sent nothing for 30 seconds; check the network.');
  expect(waitingWords(silent)).toBe('Storage sent nothing for 30 seconds; trying again.');
});
