import { afterEach, expect, it, vi } from 'vitest';
import { createBlobSource } from './blob-source.ts';

const content = new TextEncoder().encode('0123456789');
const key = { url: 'https://blob/a?sig=1', expiresAt: '', path: 'a.csv', size: 10, md5: null, etag: '"0x1"' };
const signal = new AbortController().signal;

/** A source whose requests are answered in turn, and what was asked. */
function scripted(...answers: (Response | Error)[]) {
  const asked: { url: string; range: string | null; match: string | null }[] = [];
  const source = createBlobSource({
    key,
    renewKey: async () => ({ ...key, url: 'https://blob/a?sig=2' }),
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      asked.push({ url: String(url), range: headers.get('range'), match: headers.get('if-match') });
      const answer = answers.shift();
      if (answer instanceof Response) return answer;
      throw answer ?? new Error('asked once too often');
    },
  });
  return { source, asked };
}

const headers = { etag: '"0x1"' };
const part = (start: number, end: number, etag: Record<string, string> = headers) =>
  new Response(content.slice(start, end), { status: 206, headers: etag });

it('asks for exactly the range, without a condition that the browser would have to ask about', async () => {
  const { source, asked } = scripted(part(2, 5), part(7, 9));
  expect(await source.readRange(2, 5, signal)).toEqual(content.slice(2, 5));
  expect(await source.readRange(7, 9, signal)).toEqual(content.slice(7, 9));
  expect(asked).toEqual([
    { url: key.url, range: 'bytes=2-4', match: null },
    { url: key.url, range: 'bytes=7-8', match: null },
  ]);
});

it('asks under the condition where the answer is of other bytes, and from then on where it shows no ETag', async () => {
  const replaced = scripted(part(0, 5, { etag: '"0x2"' }), new Response('', { status: 412 }));
  await expect(replaced.source.readRange(0, 5, signal)).rejects.toMatchObject({ code: 'integrity' });
  expect(replaced.asked.map(({ match }) => match)).toEqual([null, '"0x1"']);

  const { source, asked } = scripted(part(0, 5, {}), part(0, 5, {}), part(5, 9, {}));
  expect(await source.readRange(0, 5, signal)).toEqual(content.slice(0, 5));
  expect(await source.readRange(5, 9, signal)).toEqual(content.slice(5, 9));
  expect(asked.map(({ match }) => match)).toEqual([null, '"0x1"', '"0x1"']);
});

it('renews a refused key once, and goes on with the fresh one', async () => {
  const { source, asked } = scripted(new Response('', { status: 403 }), part(0, 2), part(2, 4));
  await source.readRange(0, 2, signal);
  await source.readRange(2, 4, signal);
  expect(asked.map(({ url }) => url.at(-1))).toEqual(['1', '2', '2']);
});

it.each([
  ['forbidden', [403, 403]],
  ['bytes_missing', [404]],
  ['integrity', [412]],
  ['integrity', [416]],
  ['unavailable', [503]],
] as const)('says %s when storage answers %j', async (code, statuses) => {
  const { source } = scripted(...statuses.map((status) => new Response('', { status })));
  await expect(source.readRange(0, 1, signal)).rejects.toMatchObject({ name: 'SluiceError', code });
});

it('says that storage cannot be reached, without the key', async () => {
  const { source } = scripted(new TypeError('Failed to fetch'));
  const failure = await source.readRange(0, 1, signal).catch((error: Error) => error);
  expect(failure).toMatchObject({ code: 'unavailable' });
  expect(String(failure)).not.toContain('sig=');
});

it('refuses an answer that is too short', async () => {
  const { source } = scripted(part(0, 3));
  await expect(source.readRange(0, 5, signal)).rejects.toMatchObject({ code: 'unavailable' });
});

it('takes no more than it asked for from a server that ignores ranges', async () => {
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(4).fill(pulled));
    },
  });
  const { source } = scripted(new Response(endless, { status: 200, headers }));
  expect([...(await source.readRange(2, 6, signal))]).toEqual([1, 1, 2, 2]);
  expect(pulled).toBeLessThan(5);
});

afterEach(() => void vi.useRealTimers());

it.each([
  [
    'after its first bytes',
    new Response(new ReadableStream({ start: (to) => to.enqueue(new Uint8Array(4)) }), { headers }),
  ],
  ['before it answers', new Promise<Response>(() => {})],
])('gives up a read that falls silent %s', async (_, answer) => {
  vi.useFakeTimers();
  let stopped: AbortSignal | null | undefined;
  const source = createBlobSource({
    key,
    renewKey: async () => key,
    fetch: async (_, init) => {
      stopped = init?.signal;
      return answer;
    },
  });
  const outcome = source.readRange(0, 10, signal).catch((error: Error) => error);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(stopped?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome).toMatchObject({
    code: 'unavailable',
    message: 'Storage sent nothing for 30 seconds; check the network and try again.',
  });
  expect(stopped?.aborted).toBe(true);
});

it('waits for slow bytes as long as some come', async () => {
  vi.useFakeTimers();
  const slow = new ReadableStream({
    async pull(to) {
      await new Promise((resolve) => setTimeout(resolve, 29_000));
      to.enqueue(new Uint8Array(1));
    },
  });
  const { source } = scripted(new Response(slow, { status: 206, headers }));
  const read = source.readRange(0, 4, signal);
  await vi.advanceTimersByTimeAsync(4 * 29_000);
  expect(await read).toHaveLength(4);
});

it('passes an abort on as it is', async () => {
  const stopped = AbortSignal.abort();
  const { source } = scripted(new DOMException('stopped', 'AbortError'));
  await expect(source.readRange(0, 1, stopped)).rejects.toMatchObject({ name: 'AbortError' });
});
