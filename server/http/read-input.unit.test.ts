import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { operations } from '#lib/api/operations.ts';
import { readAnyJson, readInput } from './read-input.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const post = (body: BodyInit) =>
  new Request('http://127.0.0.1/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    duplex: 'half',
  } as RequestInit);

it('a body that trickles in is cut after 30 seconds', async () => {
  let cancelled = false;
  const trickle = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
    cancel: () => {
      cancelled = true;
    },
  });
  const refused = expect(readInput(operations.signIn, post(trickle))).rejects.toMatchObject({
    code: 'bad_request',
    message: expect.stringContaining('too long'),
  });
  await vi.advanceTimersByTimeAsync(30_000);
  await refused;
  expect(cancelled).toBe(true);
});

it('a body whose length is not told is cut at 1 MiB', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  await expect(readInput(operations.signIn, post(endless))).rejects.toMatchObject({ code: 'too_large' });
  expect(sent).toBeLessThan(2 * 1024 * 1024);
});

it.each([
  ['Latin-1', Buffer.from('{"name":"Süd"}', 'latin1')],
  ['UTF-16', Buffer.from('\ufeff{"name":"Süd"}', 'utf16le')],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0])],
])('a body in %s is refused, and no name kept with other letters', async (_, body) => {
  const refusal = { code: 'bad_request', message: expect.stringContaining('UTF-8') };
  await expect(readInput(operations.reserveUpload, post(body))).rejects.toMatchObject(refusal);
  await expect(readAnyJson(post(body))).rejects.toMatchObject(refusal);
});

it('a body in UTF-8 may begin with its mark', async () => {
  expect(await readAnyJson(post('\ufeff{"name":"Süd 😀"}'))).toEqual({ name: 'Süd 😀' });
});
