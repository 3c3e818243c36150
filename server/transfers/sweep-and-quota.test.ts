import { BlockBlobClient, type ContainerClient } from '@azure/storage-blob';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '#server/audit/index.ts';
import { issueReadKey, listDatasets } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { openService } from '#server/storage/index.ts';
import { sweepOnce } from '#server/sweeper.ts';
import {
  commitContent,
  createTestPortal,
  describeFiles,
  type FolderContent,
  type Member,
  sendFiles,
  type TestPortal,
  uploadFolder,
} from '#server/testing/index.ts';
import {
  addFolderFiles,
  cancelUpload,
  confirmFolder,
  confirmUpload,
  longestUpload,
  renewUploadKey,
  reserveFolder,
  reserveUpload,
  sweepMargin,
  uploadLifetime,
} from './index.ts';

let portal: TestPortal;
let member: Member;
const bytes = new TextEncoder().encode('bytes');

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

const reserve = (name: string, size = bytes.byteLength) =>
  reserveUpload(member.ctx, { name, dataTypeId: 'Other', fileName: 'f', size });

function reserveFiles(files: FolderContent, datasetId?: string) {
  const described = describeFiles(files);
  const size = described.reduce((sum, file) => sum + file.size, 0);
  const target = datasetId ? { datasetId } : { name: 'Folder' };
  return reserveFolder(member.ctx, { ...target, dataTypeId: 'Other', fileCount: described.length, size });
}

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
    portal.advance(uploadLifetime + sweepMargin - 60_000);
    expect((await sweepOnce(portal.parts)).uploads).toBe(0);
    await expect(confirmUpload(member.ctx, { uploadId: committed.id, etag })).rejects.toMatchObject({
      code: 'upload_closed',
    });
    portal.advance(2 * 60_000);
    expect((await sweepOnce(portal.parts)).uploads).toBe(3);
    expect(await storedKeys()).toEqual([]);
    expect((await sweepOnce(portal.parts)).uploads).toBe(0);
  });

  it('leaves alone what goes on for longer than that, but not for ever', async () => {
    member = await portal.createMember('User');
    const file = await reserve('slow');
    const folder = await reserveFiles({ 'a.csv': 'a' });
    const goOn = () =>
      Promise.all([
        renewUploadKey(member.ctx, { uploadId: file.id }),
        addFolderFiles(member.ctx, { uploadId: folder.id, files: describeFiles({ 'a.csv': 'a' }) }),
      ]);
    const step = uploadLifetime - 60_000;
    let lasted = 0;
    for (; lasted < longestUpload - step; lasted += step) {
      portal.advance(step);
      await sweepOnce(portal.parts);
      await goOn();
    }
    expect(lasted).toBeGreaterThan(5 * uploadLifetime);
    portal.advance(longestUpload - lasted);
    await expect(goOn()).rejects.toMatchObject({ code: 'upload_closed' });
    portal.advance(sweepMargin + 60_000);
    expect((await sweepOnce(portal.parts)).uploads).toBe(2);
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
    portal.advance(sweepMargin + 16 * 60_000);
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

  it('undoes what a key still alive wrote over a sealed blob, and leased; readers never saw it', async () => {
    member = await portal.createMember('User');
    const { id, key } = await reserve('overwritten');
    const etag = await commitContent(key.url, bytes);
    const { dataset } = await confirmUpload(member.ctx, { uploadId: id, etag });
    await commitContent(key.url, new Uint8Array(300_000));
    await new BlockBlobClient(key.url).getBlobLeaseClient().acquireLease(-1);
    const blobKey = new BlockBlobClient(key.url).name;
    expect((await portal.parts.blobs.inspect(blobKey))?.size).toBe(300_000);
    portal.advance(sweepMargin + 16 * 60_000);
    await sweepOnce(portal.parts);
    expect((await portal.parts.blobs.inspect(blobKey))?.size).toBe(bytes.byteLength);
    const { url } = await issueReadKey(member.ctx, { datasetId: dataset.id, n: 1, purpose: 'download' });
    expect(await (await fetch(url)).text()).toBe('bytes');
  });

  it('removes what a key still alive kept as snapshots, before and after the seal, and nothing else', async () => {
    member = await portal.createMember('Owner');
    const { id, key } = await reserve('many times');
    const blob = new BlockBlobClient(key.url);
    for (const text of ['first', 'other', 'third']) {
      await commitContent(key.url, new TextEncoder().encode(text));
      await blob.createSnapshot();
    }
    const etag = await commitContent(key.url, bytes);
    const { dataset } = await confirmUpload(member.ctx, { uploadId: id, etag });
    await commitContent(key.url, new Uint8Array(70_000));
    await blob.createSnapshot();
    await blob.getBlobLeaseClient().acquireLease(-1);
    expect(await storedKeys()).toHaveLength(6);
    // Where the sealed one is not among those that storage lists nothing is touched, nor of blobs that nobody knows.
    const { removeOtherSnapshots } = portal.parts.blobs;
    for (const sealed of [new Map([[blob.name, '2001-01-01T00:00:00.0000000Z']]), new Map()])
      expect(await removeOtherSnapshots(blob.name, sealed)).toEqual({ count: 0, bytes: 0 });
    portal.advance(sweepMargin + 16 * 60_000);
    await sweepOnce(portal.parts);
    expect(await storedKeys()).toHaveLength(2);
    const { url } = await issueReadKey(member.ctx, { datasetId: dataset.id, n: 1, purpose: 'download' });
    expect(await (await fetch(url)).text()).toBe('bytes');
    const { items } = await listAudit(member.ctx, { limit: 50, action: 'upload.undo-overwrite' });
    expect(items.map(({ details }) => details)).toContainEqual({ uploadId: id, snapshots: 4, found: 70_015 });
  });

  it('the same of the files of an upload of many, be they sent whole or from blocks', async () => {
    member = await portal.createMember('User');
    const files = { 'a.csv': 'a', 'deep/b.bin': new Uint8Array(9_000_000) };
    const { id } = await reserveFiles(files);
    const given = await addFolderFiles(member.ctx, { uploadId: id, files: describeFiles(files) });
    await sendFiles(member, id, files);
    for (const { key } of given.files) if (key) await new BlockBlobClient(key.url).createSnapshot();
    const { dataset } = await confirmFolder(member.ctx, { uploadId: id });
    // Two files, of which one is sealed by a snapshot; and a snapshot of each that is not ours.
    expect(await storedKeys()).toHaveLength(5);
    portal.advance(uploadLifetime + sweepMargin + 16 * 60_000);
    await sweepOnce(portal.parts);
    expect(await storedKeys()).toHaveLength(3);
    for (const [path, size] of [
      ['a.csv', 1],
      ['deep/b.bin', 9_000_000],
    ] as const) {
      const { url } = await issueReadKey(member.ctx, {
        datasetId: dataset.id,
        n: 1,
        path,
        purpose: 'download',
      });
      expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(size);
    }
  });

  it('removes a blob that its uploader leased, and one that fails stops no other', async () => {
    member = await portal.createMember('User');
    const leased = await reserve('leased');
    await commitContent(leased.key.url, bytes);
    await new BlockBlobClient(leased.key.url).getBlobLeaseClient().acquireLease(-1);
    const other = await reserve('other');
    await commitContent(other.key.url, bytes);
    portal.advance(uploadLifetime + sweepMargin + 60_000);
    let calls = 0;
    const failingOnce = {
      ...portal.parts.blobs,
      remove: (blobKey: string) => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('no answer')) : portal.parts.blobs.remove(blobKey);
      },
    };
    expect((await sweepOnce({ ...portal.parts, blobs: failingOnce })).uploads).toBe(1);
    expect((await sweepOnce(portal.parts)).uploads).toBe(1);
    expect(await storedKeys()).toEqual([]);
  });

  it('removes every file of an upload of many that was never confirmed', async () => {
    member = await portal.createMember('User');
    const files = { 'a.csv': 'a', 'deep/b.csv': 'bb', 'deep/c.csv': 'ccc' };
    const { id } = await reserveFiles(files);
    await sendFiles(member, id, files);
    expect(await storedKeys()).toHaveLength(3);
    portal.advance(uploadLifetime + sweepMargin + 60_000);
    expect((await sweepOnce(portal.parts)).uploads).toBe(1);
    expect(await storedKeys()).toEqual([]);
  });

  it('keeps every file of a folder that a server whose clock is behind confirms while it is at work', async () => {
    member = await portal.createMember('User');
    const files = { 'a.csv': 'a', 'deep/b.csv': 'bb' };
    const ids = [(await reserveFiles(files)).id, (await reserveFiles(files)).id];
    for (const id of ids) await sendFiles(member, id, files);
    const now = portal.parts.now();
    portal.advance(uploadLifetime + sweepMargin + 60_000);
    const other = { ...member.ctx, now: () => now };
    const rows = await portal.parts.db.select().from(schema.uploads).where(inArray(schema.uploads.id, ids));
    let late = '';
    const confirming: typeof portal.parts.blobs = {
      ...portal.parts.blobs,
      removeAll: async (folder, kept) => {
        const { id, blobKey } = rows.find((row) => row.blobKey !== folder) ?? { id: '', blobKey: '' };
        if (late === '') await confirmFolder(other, { uploadId: id });
        late ||= blobKey;
        await portal.parts.blobs.removeAll(folder, kept);
      },
    };
    await sweepOnce({ ...portal.parts, blobs: confirming });
    expect((await storedKeys()).filter((key) => key.startsWith(`${late}/`))).toHaveLength(2);
    expect(await storedKeys()).toHaveLength(2);
  });

  it('of a version that was given up leaves the files that an earlier version has', async () => {
    member = await portal.createMember('User');
    const { dataset } = await uploadFolder(member, { 'a.csv': 'a', 'b.csv': 'b' });
    const before = await storedKeys();
    const next = { 'a.csv': 'a', 'b.csv': 'changed' };
    const { id } = await reserveFiles(next, dataset.id);
    expect(await sendFiles(member, id, next)).toEqual(['b.csv']);
    await cancelUpload(member.ctx, { uploadId: id });
    portal.advance(uploadLifetime + sweepMargin + 60_000);
    await sweepOnce(portal.parts);
    expect(await storedKeys()).toEqual(before);
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

  it('holds of a new version of many files what is new in it, as soon as that is known', async () => {
    member = await portal.createMember('User');
    await setQuota(100);
    await expect(reserveFiles({ 'large.csv': 'x'.repeat(101) })).rejects.toMatchObject({
      code: 'quota_exceeded',
    });
    const first = { 'a.csv': 'a'.repeat(50), 'b.csv': 'b'.repeat(10) };
    const { dataset } = await uploadFolder(member, first);
    const small = { ...first, 'b.csv': 'c'.repeat(10) };
    const { sent } = await uploadFolder(member, small, { datasetId: dataset.id });
    expect(sent).toEqual(['b.csv']);
    const large = { 'a.csv': 'd'.repeat(50), 'b.csv': 'e'.repeat(10) };
    const { id } = await reserveFiles(large, dataset.id);
    await expect(sendFiles(member, id, large)).rejects.toMatchObject({ code: 'quota_exceeded' });
    const grown = { ...small, 'b.csv': 'f'.repeat(41) };
    const next = await reserveFiles(small, dataset.id);
    await expect(sendFiles(member, next.id, grown)).rejects.toMatchObject({ code: 'quota_exceeded' });
  });
});
