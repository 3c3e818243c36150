import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { RangeSource } from '#lib/transfers/download/ports.ts';

const content = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
const etag = '"0x1"';
const signal = new AbortController().signal;

/** What storage has, whether its CORS rule shows the ETag, its answers are cut, or a proxy takes the range off. */
let stored: { etag: string; shows: boolean; cuts: boolean; isWhole: boolean };
let asked: { range: string; match: string | null }[];

vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
  const headers = new Headers(init.headers);
  const [range, match] = [headers.get('range') ?? '', headers.get('if-match')];
  asked.push({ range, match });
  if (match !== null && match !== stored.etag)
    return new Response('', { status: 412, headers: { 'x-ms-error-code': 'ConditionNotMet' } });
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  // Not a stream of bytes: not each Node that runs this can read one as browsers do.
  const body = new ReadableStream({
    start(controller) {
      if (stored.cuts) return controller.error(new TypeError('the connection was cut'));
      if (!stored.isWhole) controller.enqueue(content.slice(Number(start), Number(end) + 1));
      else for (let at = 0; at < content.length; at += 1000) controller.enqueue(content.slice(at, at + 1000));
      controller.close();
    },
  });
  const status = stored.isWhole ? 200 : 206;
  return new Response(body, { status, headers: stored.shows ? { etag: stored.etag } : {} });
});

// Tests of other files run in this process too.
afterAll(() => void vi.unstubAllGlobals());

/** A fresh one knows of no answer yet. */
async function freshSource(): Promise<RangeSource> {
  vi.resetModules();
  const { fetchRanges } = await import('./fetch-ranges.ts');
  return fetchRanges(1024 * 1024);
}

async function read(source: RangeSource, start: number, end: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open('https://blob/a?sig=1', { start, end, etag }, signal))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

beforeEach(() => {
  stored = { etag, shows: true, cuts: false, isWhole: false };
  asked = [];
});

it.each([10, 64 * 1024, content.length])('begins without a condition: %d bytes', async (end) => {
  expect(await read(await freshSource(), 0, end)).toEqual(Buffer.from(content.slice(0, end)));
  expect(asked).toEqual([{ range: `bytes=0-${end - 1}`, match: null }]);
});

it('goes on under the condition that it is the same blob', async () => {
  expect(await read(await freshSource(), 100, 300)).toEqual(Buffer.from(content.slice(100, 300)));
  expect(asked).toEqual([{ range: 'bytes=100-299', match: etag }]);
});

it('gives no byte of another blob', async () => {
  stored.etag = '"0x2"';
  const source = await freshSource();
  await expect(read(source, 0, 100)).rejects.toMatchObject({ status: 412 });
  // Nor does the next file pay for it.
  stored.etag = etag;
  expect(await read(source, 0, 100)).toHaveLength(100);
  expect(asked.map(({ match }) => match)).toEqual([null, etag, null]);
});

it.each([100, content.length])('tells of an answer of %d bytes that is cut', async (end) => {
  stored.cuts = true;
  await expect(read(await freshSource(), 0, end)).rejects.toMatchObject({ kind: 'network' });
});

it.each([0, 1500, 150_000])(
  'finds byte %d where something on the way takes the range off, and says so',
  async (start) => {
    stored.isWhole = true;
    const told = vi.fn();
    const chunks: Uint8Array[] = [];
    const range = { start, end: content.length, etag };
    for await (const chunk of (await freshSource()).open('https://blob/a?sig=1', range, signal, told))
      chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(Buffer.from(content.slice(start)));
    expect(told).toHaveBeenCalledOnce();
  },
);

it('asks under the condition, from then on at once, where the ETag is not shown', async () => {
  stored.shows = false;
  const source = await freshSource();
  expect(await read(source, 0, 100)).toHaveLength(100);
  expect(await read(source, 0, 100)).toHaveLength(100);
  expect(asked.map(({ match }) => match)).toEqual([null, etag, etag]);
});
