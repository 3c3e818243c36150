import { createHash } from 'node:crypto';
import { BlockBlobClient } from '@azure/storage-blob';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commitContent, createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import { cancelUpload, confirmUpload, listStagedBlocks, reserveUpload } from './index.ts';

let portal: TestPortal;
let member: Member;

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
});
afterAll(() => portal.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const reserve = (name: string, size: number) =>
  reserveUpload(member.ctx, { name, dataTypeId: 'Other', fileName: 'f', size });

it('tells the staged blocks by the ids their client gave them, and keeps the key write-only', async () => {
  const { id, key } = await reserve('staged', 6);
  expect(await listStagedBlocks(member.ctx, { uploadId: id })).toEqual({ committed: null, blocks: [] });
  const blob = new BlockBlobClient(key.url);
  const ids = ['one', 'two'].map((text, index) =>
    btoa(`${String(index).padStart(6, '0')}-${createHash('md5').update(text).digest('hex')}`),
  );
  for (const [index, text] of ['one', 'two'].entries()) await blob.stageBlock(ids[index] ?? '', text, 3);
  const listed = await listStagedBlocks(member.ctx, { uploadId: id });
  expect(listed.committed).toBeNull();
  expect(listed.blocks).toEqual(ids.map((block) => ({ id: block, size: 3 })));
  await expect(blob.getBlockList('uncommitted')).rejects.toMatchObject({ statusCode: 403 });
});

it('tells what is committed: a lost answer to the commit is found again', async () => {
  const { id, key } = await reserve('committed', 5);
  const etag = await commitContent(key.url, bytes('whole'));
  const { committed, blocks } = await listStagedBlocks(member.ctx, { uploadId: id });
  expect(committed).toMatchObject({ etag, size: 5 });
  expect(blocks).toEqual([]);
  await expect(confirmUpload(member.ctx, { uploadId: id, etag })).resolves.toBeDefined();
  await expect(listStagedBlocks(member.ctx, { uploadId: id })).rejects.toMatchObject({
    code: 'upload_closed',
  });
});

it("has nothing to say of others' uploads, of cancelled ones, and of paths in an upload of one file", async () => {
  const { id } = await reserve('cancelled', 1);
  const colleague = await portal.createMember('Owner', member.workspaceId);
  await expect(listStagedBlocks(colleague.ctx, { uploadId: id })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(listStagedBlocks(member.ctx, { uploadId: id, path: 'a/b' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await cancelUpload(member.ctx, { uploadId: id });
  await expect(listStagedBlocks(member.ctx, { uploadId: id })).rejects.toMatchObject({
    code: 'upload_closed',
  });
});
