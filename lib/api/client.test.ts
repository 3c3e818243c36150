import { describe, expect, it } from 'vitest';
import { PortalAway, SluiceError } from '#lib/errors.ts';
import { retryDelay } from '#lib/transfers/retry.ts';
import { createClient } from './client.ts';

function askedOf(answer: () => Promise<Response> | Response, signal?: AbortSignal): Promise<unknown> {
  const call = createClient({ fetch: async () => answer() });
  return call('getSession', signal ? { signal } : {}).then(
    () => 'answered',
    (error: unknown) => error,
  );
}

const cutInItsMiddle = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"files":[{"pa'));
        controller.error(new TypeError('network error'));
      },
    }),
  );

describe('no answer of the portal', () => {
  it.each<[string, () => Promise<Response> | Response]>([
    ['a connection that is refused', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an answer cut in its middle', cutInItsMiddle],
    ["a hotel's sign-in page", () => new Response('<html>Welcome</html>', { status: 200 })],
    ['a proxy whose portal is away', () => new Response('<html>Bad Gateway</html>', { status: 502 })],
  ])('is %s, and is asked for again without end', async (_, answer) => {
    const error = await askedOf(answer);
    expect(error).toBeInstanceOf(PortalAway);
    expect(retryDelay(error, 10_000, 0.5)).toBe(15_000);
  });
});

it('what a proxy refuses is told at once, with its status', async () => {
  const error = await askedOf(() => new Response('<html>Too large</html>', { status: 413 }));
  expect(error).toMatchObject({ code: 'bad_request', message: expect.stringContaining('413') });
  expect(retryDelay(error, 1, 0.5)).toBeUndefined();
});

it('what the portal says of itself is its own sentence, with the wait it asks for', async () => {
  const detail = 'Storage refuses this portal; an operator must check its credential.';
  const error = await askedOf(() =>
    Response.json({ code: 'unavailable', detail }, { status: 503, headers: { 'retry-after': '5' } }),
  );
  expect(error).not.toBeInstanceOf(PortalAway);
  expect(error).toBeInstanceOf(SluiceError);
  expect(error).toMatchObject({ code: 'unavailable', message: detail, details: { retryAfter: 5 } });
});

it('a call that is aborted throws why', async () => {
  const stop = new AbortController();
  stop.abort(new Error('enough'));
  expect(await askedOf(() => Promise.reject(stop.signal.reason), stop.signal)).toBe(stop.signal.reason);
});
