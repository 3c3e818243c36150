import { afterAll, beforeAll, expect, it } from 'vitest';
import { storageFramePage } from '#lib/transfers/storage-frame/page.ts';
import { createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import { getStorageFrame } from '#server/transfers/index.ts';
import { openService } from './blob-store.ts';
import { openBlobStore } from './index.ts';

let portal: TestPortal;
let member: Member;

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
});
afterAll(() => portal.close());

const origin = () => new URL(portal.parts.config.publicUrl).origin;

it('is a page that a browser shows, on the origin that blobs are sent to', async () => {
  const { url } = await getStorageFrame(member.ctx);
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBeNull();
  expect(await answer.text()).toBe(await storageFramePage(origin()));
  expect(new URL(url).origin).toBe(new URL(portal.parts.config.storage.endpoint).origin);
});

it('comes with a key that reads it and nothing else', async () => {
  const { url } = await getStorageFrame(member.ctx);
  const headers = { 'x-ms-blob-type': 'BlockBlob' };
  expect((await fetch(url, { method: 'PUT', headers, body: 'x' })).status).toBe(403);
  const sibling = url.replace(/\.frame\/[^?]+/, `${member.workspaceId}/other`);
  expect((await fetch(sibling)).status).toBe(403);
});

it('is put back where it is gone', async () => {
  const { url } = await getStorageFrame(member.ctx);
  await portal.parts.blobs.remove(keyIn(url));
  expect((await fetch(url)).status).toBe(404);
  await getStorageFrame(member.ctx);
  expect(await (await fetch(url)).text()).toBe(await storageFramePage(origin()));
});

it('takes the place of what lies there when a server tells of it for the first time', async () => {
  const { url } = await getStorageFrame(member.ctx);
  const { storage } = portal.parts.config;
  const other = openService(storage).getContainerClient(storage.container).getBlockBlobClient(keyIn(url));
  await other.upload('other', 5);
  await openBlobStore(storage).issueFrameKey(origin());
  expect(await (await fetch(url)).text()).toBe(await storageFramePage(origin()));
});

function keyIn(url: string): string {
  return decodeURIComponent(/\.frame\/[^?]+/.exec(url)?.[0] ?? '');
}
