import { afterEach, expect, it, vi } from 'vitest';
import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { download } from './download.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const target = { workspaceId: 'a'.repeat(32), datasetId: 'b'.repeat(32), datasetName: 'rain', n: 1 };
const key = { url: 'https://team.blob.core.windows.net/c/b?sig=s', path: 'rain.csv' };
const api = (async () => key) as unknown as Call;

/** What a download tells where storage answers so. */
async function told(call: Call, answer: () => Promise<Response>): Promise<string[]> {
  const texts: string[] = [];
  vi.stubGlobal('fetch', answer);
  await download(call, target, (text) => texts.push(text));
  return texts;
}

it('says that the bytes are missing, and what to do, instead of leaving the portal', async () => {
  expect(await told(api, async () => new Response(null, { status: 404 }))).toEqual([
    'The bytes of rain.csv are missing in storage; upload them again or ask an Owner to restore the blob.',
  ]);
});

it('tells a storage that refuses from one that cannot be reached', async () => {
  expect(await told(api, async () => new Response(null, { status: 403 }))).toEqual([
    'Storage refused the download (403); try again.',
  ]);
  expect(await told(api, () => Promise.reject(new TypeError('cut')))).toEqual([
    'Storage could not be reached; check the network and try again.',
  ]);
});

it("hands on the portal's own sentence, and goes on with the next download", async () => {
  const refusing = (async () => {
    throw new SluiceError('not_found', 'There is no such dataset.');
  }) as unknown as Call;
  expect(await told(refusing, async () => new Response())).toEqual(['There is no such dataset.']);
  expect(await told(api, async () => new Response(null, { status: 404 }))).toHaveLength(1);
});
