import { BlockBlobClient, type ContainerClient } from '@azure/storage-blob';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDatasets } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { openService } from '#server/storage/index.ts';
import { sweepOnce } from '#server/sweeper.ts';
import { commitContent, createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import { cancelUpload, confirmUpload, reserveUpload, uploadLifetime } from './index.ts';

let portal: TestPortal;
let member: Member;
const bytes = new TextEncoder().encode('bytes');

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

const reserve = (name: string, size = bytes.byteLength) =>
  reserveUpload(member.ctx, { name, dataTypeId: 'Other', fileName: 'f', size });

/** Everything under the workspace in storage, blobs with staged blocks alone included. */
async function storedKeys(): Promise<string[]> {
  const container: ContainerClient = openService(portal.config.storage).getContainerClient(
    portal.config.storage.container,
  );
  const keys: string[] = [];
  const options = { prefix: member.workspaceId, includeUncommitedBlobs: true, includeSnapshots: true };
  for await (const blob of container.listBlobsFlat(options)) keys.push(blob.name);
  return keys;
}

describe('the sweeper', () => {
  it('removes what was staged or committed and never confirmed, once its time is over', async () => {
    member = await portal.createMember('User');
    const staged = await reserve('staged');
    await new BlockBlobClient(staged.key.url).stageBlock(btoa('block-000000'), bytes, bytes.byteLength);
    const committed = await reserve('committed');
    const etag = await commitContent(committed.key.url, bytes);
    await reserve('nothing');
    expect(await storedKeys()).toHaveLength(2);
    portal.advance(uploadLifetime + 10 * 60_000);
    expect((await sweepOnce(portal.parts)).uploads).toBe(0);
    await expect(confirmUpload(member.ctx, { uploadId: committed.id, etag })).rejects.toMatchObject({
      code: 'upload_closed',
    });
    portal.advance(10 * 60_000);
    expect((await sweepOnce(portal.parts)).uploads).toBe(3);
    expect(await storedKeys()).toEqual([]);
    expect((await sweepOnce(portal.parts)).uploads).toBe(0);
  });

  it('comes back for what a key still alive wrote after the cancel', async () => {
    member = await portal.createMember('User');
    const { id, key } = await reserve('cancelled');
    await commitContent(key.url, bytes);
    await cancelUpload(member.ctx, { uploadId: id });
    await cancelUpload(member.ctx, { uploadId: id });
    expect(await storedKeys()).toEqual([]);
    const etag = await commitContent(key.url, bytes);
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'upload_closed',
    });
    portal.advance(31 * 60_000);
    await sweepOnce(portal.parts);
    expect(await storedKeys()).toEqual([]);
  });

  it('leaves confirmed uploads alone', async () => {
    member = await portal.createMember('User');
    const { id, key } = await reserve('kept');
    const etag = await commitContent(key.url, bytes);
    await confirmUpload(member.ctx, { uploadId: id, etag });
    portal.advance(2 * uploadLifetime);
    await sweepOnce(portal.parts);
    expect((await storedKeys()).length).toBe(2);
  });
});

describe('quota', () => {
  const setQuota = (quotaBytes: number) =>
    portal.parts.db
      .update(schema.workspaces)
      .set({ quotaBytes })
      .where(eq(schema.workspaces.id, member.workspaceId));

  it('of ten reservations for the last place one wins', async () => {
    member = await portal.createMember('User');
    await setQuota(100);
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => reserve(`file ${i}`, 60)));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(Array.from({ length: 9 }, () => 'quota_exceeded'));
  });

  it('counts what was staged, not what was declared: refused at the confirm, the bytes removed', async () => {
    member = await portal.createMember('User');
    await setQuota(100);
    const { id, key } = await reserve('small', 10);
    const etag = await commitContent(key.url, new Uint8Array(200_000));
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'integrity',
    });
    expect(await storedKeys()).toEqual([]);
    const query = { state: 'listed', sort: 'name', order: 'asc', limit: 50 } as const;
    expect((await listDatasets(member.ctx, query)).total).toBe(0);
  });

  it('gives room back when an upload is cancelled', async () => {
    member = await portal.createMember('User');
    await setQuota(100);
    const { id } = await reserve('first', 80);
    await expect(reserve('second', 80)).rejects.toMatchObject({
      code: 'quota_exceeded',
      details: { bytesLeft: 20 },
    });
    await cancelUpload(member.ctx, { uploadId: id });
    await expect(reserve('second', 80)).resolves.toBeDefined();
  });
});
