import { createHash } from 'node:crypto';
import { BlockBlobClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteDataset, issueReadKey, listDatasets, restoreDataset } from '#server/datasets/index.ts';
import {
  commitContent,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { cancelUpload, confirmUpload, renewUploadKey, reserveUpload } from './index.ts';

let portal: TestPortal;
let member: Member;
const bytes = (text: string) => new TextEncoder().encode(text);
const everything = { state: 'listed', sort: 'name', order: 'asc', limit: 50 } as const;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

async function reserve(content: Uint8Array, name = 'Readings') {
  member = await portal.createMember('User');
  const fields = { name, dataTypeId: 'GenericCSV', fileName: 'r.csv', size: content.byteLength } as const;
  return reserveUpload(member.ctx, fields);
}

async function contentOf(datasetId: string, n = 1): Promise<string> {
  const { url } = await issueReadKey(member.ctx, { datasetId, n, purpose: 'download' });
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.text();
}

async function listed(): Promise<string[]> {
  return (await listDatasets(member.ctx, everything)).items.map(({ name }) => name);
}

describe('confirm', () => {
  it('lists what was committed, and readers get the very bytes', async () => {
    const { id, key } = await reserve(bytes('a,b\n1,2\n'));
    const etag = await commitContent(key.url, bytes('a,b\n1,2\n'));
    const { dataset } = await confirmUpload(member.ctx, { uploadId: id, etag });
    expect(dataset).toMatchObject({ name: 'Readings', version: 1, size: 8, dataTypeId: 'GenericCSV' });
    expect(await contentOf(dataset.id)).toBe('a,b\n1,2\n');
  });

  it('takes an empty file', async () => {
    const { id, key } = await reserve(bytes(''));
    const etag = await commitContent(key.url, bytes(''));
    const { dataset } = await confirmUpload(member.ctx, { uploadId: id, etag });
    expect(dataset.size).toBe(0);
    expect(await contentOf(dataset.id)).toBe('');
  });

  it('repeated twenty times at once makes one version and one answer', async () => {
    const { id, key } = await reserve(bytes('x\n1\n'));
    const etag = await commitContent(key.url, bytes('x\n1\n'));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => confirmUpload(member.ctx, { uploadId: id, etag })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.dataset.version).toBe(1);
    expect(await listed()).toEqual(['Readings']);
    expect(await contentOf(answers[0]?.dataset.id ?? '')).toBe('x\n1\n');
  });

  it('refuses while nothing is committed, and goes on afterwards', async () => {
    const { id, key } = await reserve(bytes('late'));
    await expect(confirmUpload(member.ctx, { uploadId: id, etag: '"0x1"' })).rejects.toMatchObject({
      code: 'upload_incomplete',
    });
    expect(await listed()).toEqual([]);
    const etag = await commitContent(key.url, bytes('late'));
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).resolves.toBeDefined();
  });

  it('refuses another length than was reserved and removes the bytes', async () => {
    const { id, key } = await reserve(bytes('four'));
    const etag = await commitContent(key.url, bytes('far more than four'));
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'integrity',
    });
    expect(await listed()).toEqual([]);
    expect(await portal.parts.blobs.inspect(new BlockBlobClient(key.url).name)).toBeUndefined();
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'upload_closed',
    });
  });

  it('refuses unexpected 0 bytes', async () => {
    const { id, key } = await reserve(bytes('four'));
    const etag = await commitContent(key.url, bytes(''));
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'integrity',
    });
    expect(await listed()).toEqual([]);
  });

  it('refuses another MD5 than storage has of what was committed', async () => {
    const { id, key } = await reserve(bytes('sound'));
    // Of a blob sent whole storage knows the MD5 by itself.
    const { etag = '' } = await new BlockBlobClient(key.url).upload('sound', 5);
    const md5 = createHash('md5').update('other').digest('hex');
    await expect(confirmUpload(member.ctx, { uploadId: id, etag, md5 })).rejects.toMatchObject({
      code: 'integrity',
    });
    expect(await listed()).toEqual([]);
    const right = createHash('md5').update('sound').digest('hex');
    const { dataset } = await confirmUpload(member.ctx, { uploadId: id, etag, md5: right });
    expect(await contentOf(dataset.id)).toBe('sound');
  });

  it('refuses a blob that was written again after the commit', async () => {
    const { id, key } = await reserve(bytes('first'));
    const etag = await commitContent(key.url, bytes('first'));
    await commitContent(key.url, bytes('other'));
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'integrity',
    });
    expect(await listed()).toEqual([]);
  });

  it('seals: a write key that still lives cannot change what readers get', async () => {
    const { id, key } = await reserve(bytes('sealed'));
    const etag = await commitContent(key.url, bytes('sealed'));
    const { dataset } = await confirmUpload(member.ctx, { uploadId: id, etag });
    await commitContent(key.url, bytes('forged'));
    expect(await contentOf(dataset.id)).toBe('sealed');
  });

  it('refuses a Content-Encoding: readers would get other bytes than were stored', async () => {
    const { id, key } = await reserve(bytes('a,b\n'));
    const blob = new BlockBlobClient(key.url);
    const { etag = '' } = await blob.upload('a,b\n', 4, { blobHTTPHeaders: { blobContentEncoding: 'gzip' } });
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'integrity',
    });
    expect(await listed()).toEqual([]);
    expect(await portal.parts.blobs.inspect(blob.name)).toBeUndefined();
  });

  it('refuses what was sent to the access tier Archive, where nobody could read it', async () => {
    const { id, key } = await reserve(bytes('cold'));
    const { etag = '' } = await new BlockBlobClient(key.url).upload('cold', 4, { tier: 'Archive' });
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'integrity',
      message: expect.stringContaining('committed with the access tier Archive'),
    });
    expect(await listed()).toEqual([]);
  });

  it("finds nobody else's upload", async () => {
    const { id, key } = await reserve(bytes('mine'));
    const etag = await commitContent(key.url, bytes('mine'));
    const colleague = await portal.createMember('Owner', member.workspaceId);
    const stranger = await portal.createMember('Owner');
    for (const { ctx } of [colleague, stranger]) {
      await expect(confirmUpload(ctx, { uploadId: id, etag })).rejects.toMatchObject({ code: 'not_found' });
      await expect(renewUploadKey(ctx, { uploadId: id })).rejects.toMatchObject({ code: 'not_found' });
      await expect(cancelUpload(ctx, { uploadId: id })).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('a dataset that was deleted before its new version was confirmed', () => {
  it('keeps the bytes until it is restored; an upload that is not there is told from that', async () => {
    member = await portal.createMember('User');
    const { id: datasetId } = await uploadDataset(member, 'v1');
    const fields = { datasetId, dataTypeId: 'GenericCSV', fileName: 'r.csv', size: 2 } as const;
    const { id: uploadId, key } = await reserveUpload(member.ctx, fields);
    const etag = await commitContent(key.url, bytes('v2'));
    await deleteDataset(member.ctx, { datasetId });
    await expect(confirmUpload(member.ctx, { uploadId, etag })).rejects.toMatchObject({
      code: 'not_found',
      details: {},
    });
    await restoreDataset(member.ctx, { datasetId });
    await confirmUpload(member.ctx, { uploadId, etag });
    expect(await contentOf(datasetId, 2)).toBe('v2');
    await expect(confirmUpload(member.ctx, { uploadId: 'f'.repeat(32), etag })).rejects.toMatchObject({
      code: 'not_found',
      details: { of: 'upload' },
    });
  });
});

describe('a name that is taken', () => {
  it('is refused at the reserve with the holder, who can get a new version', async () => {
    member = await portal.createMember('User');
    const holder = await uploadDataset(member, 'v1');
    await expect(uploadDataset(member, 'again')).rejects.toMatchObject({
      code: 'name_taken',
      details: { datasetId: holder.id },
    });
    const next = await uploadDataset(member, 'v2', { datasetId: holder.id });
    expect(next).toMatchObject({ id: holder.id, version: 2 });
    expect(await contentOf(holder.id, 1)).toBe('v1');
    expect(await contentOf(holder.id, 2)).toBe('v2');
  });

  it('is one name in two Unicode spellings', async () => {
    member = await portal.createMember('User');
    await uploadDataset(member, 'x', { name: 'Zürich'.normalize('NFC') });
    await expect(uploadDataset(member, 'x', { name: 'Zürich'.normalize('NFD') })).rejects.toMatchObject({
      code: 'name_taken',
    });
  });

  it('meanwhile taken keeps the bytes: the upload is confirmed under another name, or as a new version', async () => {
    const content = bytes('kept');
    const { id, key } = await reserve(content);
    const other = await reserveUpload(member.ctx, {
      name: 'Readings',
      dataTypeId: 'GenericCSV',
      fileName: 'r.csv',
      size: content.byteLength,
    });
    const etag = await commitContent(key.url, content);
    const otherEtag = await commitContent(other.key.url, content);
    const { dataset } = await confirmUpload(member.ctx, { uploadId: other.id, etag: otherEtag });
    await expect(confirmUpload(member.ctx, { uploadId: id, etag })).rejects.toMatchObject({
      code: 'name_taken',
      details: { datasetId: dataset.id },
    });
    const second = await confirmUpload(member.ctx, { uploadId: id, etag, datasetId: dataset.id });
    expect(second.dataset).toMatchObject({ id: dataset.id, version: 2 });
    expect(await contentOf(dataset.id, 2)).toBe('kept');
  });

  it('has one winner among ten confirms at once', async () => {
    const content = bytes('race');
    member = await portal.createMember('User');
    const uploads = await Promise.all(
      Array.from({ length: 10 }, () =>
        reserveUpload(member.ctx, {
          name: 'Race',
          dataTypeId: 'Other',
          fileName: 'r',
          size: content.byteLength,
        }),
      ),
    );
    const results = await Promise.allSettled(
      uploads.map(async ({ id, key }) =>
        confirmUpload(member.ctx, { uploadId: id, etag: await commitContent(key.url, content) }),
      ),
    );
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(lost).toEqual(Array.from({ length: 9 }, () => 'name_taken'));
    expect(await listed()).toEqual(['Race']);
  });
});
