import { expect, it } from 'vitest';
import { PortalAway } from '#lib/errors.ts';
import { createClient } from './client.ts';
import { fetchInTime } from './fetch-in-time.ts';

/** Never answers, as a portal that hangs. */
const silent: typeof fetch = (_, init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

it('gives up on a portal that is silent, which is told as one that is away', async () => {
  await expect(fetchInTime(5, silent)('/')).rejects.toMatchObject({ name: 'TimeoutError' });
  const api = createClient({ fetch: fetchInTime(5, silent) });
  await expect(api('getSession', {})).rejects.toBeInstanceOf(PortalAway);
});

it('is stopped by its caller as ever, and leaves an answer as it is', async () => {
  const stop = new AbortController();
  const api = createClient({ fetch: fetchInTime(60_000, silent) });
  const asked = api('getSession', { signal: stop.signal });
  stop.abort(new Error('left the page'));
  await expect(asked).rejects.toThrow('left the page');
  const answer = new Response('{}');
  expect(await fetchInTime(60_000, async () => answer)('/', { method: 'PUT' })).toBe(answer);
});
