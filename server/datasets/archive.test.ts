import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { schema } from '#server/platform/db/index.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';

const { datasetFiles } = schema;
let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

/** A version of two files, each with `content`; answers where its content is. */
async function createTwoFiles(member: Member, content: string | Uint8Array): Promise<string> {
  const { db } = portal.parts;
  const { id } = await uploadDataset(member, content);
  const [file] = await db.select().from(datasetFiles).where(eq(datasetFiles.datasetId, id));
  if (!file) throw new Error('the dataset has no file');
  await db.insert(datasetFiles).values({ ...file, path: 'second.csv' });
  return `/api/v1/workspaces/${member.workspaceId}/datasets/${id}/versions/latest/content`;
}

it('is what a client gets that keeps its token on the redirect, as curl and requests do on the same host', async () => {
  const member = await portal.createMember('Owner');
  const path = await createTwoFiles(member, 'a,b\n');
  const headers = { authorization: `Bearer ${await portal.tokenOf(member.workspaceId)}` };
  const redirect = await callApi(path, { headers });
  expect(redirect.status).toBe(302);
  const { pathname } = new URL(redirect.headers.get('location') ?? '');
  const zip = await callApi(pathname, { headers });
  expect(zip.status).toBe(200);
  expect(Buffer.from(await zip.arrayBuffer()).subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
});

it('is there for 15 minutes by one address, and no longer', async () => {
  const member = await portal.createMember('Owner');
  const redirect = await callApi(await createTwoFiles(member, 'a,b\n'), { cookie: member.cookie });
  const { pathname } = new URL(redirect.headers.get('location') ?? '');
  portal.advance(14 * 60_000);
  expect((await callApi(pathname)).status).toBe(200);
  portal.advance(2 * 60_000);
  const late = await callApi(pathname);
  expect(late.status).toBe(404);
  expect(await late.json()).toEqual(await (await callApi('/api/v1/archives/unknown')).json());
});

it('whose reader goes away half-way leaves no reading from storage open', async () => {
  const member = await portal.createMember('Owner');
  const path = await createTwoFiles(member, new Uint8Array(8_000_000));
  const redirect = await callApi(path, { cookie: member.cookie });
  const ended = vi.fn();
  const { blobs } = portal.parts;
  const read = blobs.read.bind(blobs);
  const spy = vi.spyOn(blobs, 'read').mockImplementation(async (...args) => {
    const reader = (await read(...args))?.getReader();
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => controller.enqueue((await reader?.read())?.value ?? new Uint8Array(1)),
      cancel: async (reason) => {
        ended();
        await reader?.cancel(reason);
      },
    });
  });
  const zip = await callApi(new URL(redirect.headers.get('location') ?? '').pathname);
  const reader = zip.body?.getReader();
  for (let count = 0; count < 4; count += 1) await reader?.read();
  await reader?.cancel('gone').catch(() => undefined);
  await expect.poll(() => ended).toHaveBeenCalledTimes(1);
  spy.mockRestore();
});
