import { BlockBlobClient } from '@azure/storage-blob';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { issueReadKey } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { acceptSubmission } from '#server/shares/index.ts';
import {
  commitContent,
  createTestPortal,
  describeFiles,
  type FolderContent,
  type Member,
  putWhole,
  readFiles,
  reserveFiles,
  sendFiles,
  submit,
  type TestPortal,
  uploadFolder,
} from '#server/testing/index.ts';
import {
  addFolderFiles,
  confirmFolder,
  confirmUpload,
  reserveFolder,
  reserveUpload,
  sealFolderFiles,
} from './index.ts';

const { datasetFiles } = schema;
let portal: TestPortal;
let member: Member;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  member = await portal.createMember('User');
});

const reserve = (files: FolderContent, name?: string) => reserveFiles(member, files, name);
const contentOf = (dataset: Dataset, n?: number) => readFiles(member, dataset, n);

describe('what is told of a file by who sent it in blocks', () => {
  const good = 'good,1\n';
  const [{ md5 = '', size = 0 } = {}] = describeFiles({ good });

  /** A version of one file, of which `by` claims the MD5 of `good`. */
  async function claim(by: Member, bytes: string): Promise<Dataset> {
    const input = { name: 'Claimed', dataTypeId: 'Other', fileCount: 1, size } as const;
    const { id: uploadId } = await reserveFolder(by.ctx, input);
    const { files } = await addFolderFiles(by.ctx, { uploadId, files: [{ path: 'f', size }] });
    const etag = await commitContent(files[0]?.key?.url ?? '', new TextEncoder().encode(bytes));
    await sealFolderFiles(by.ctx, { uploadId, files: [{ path: 'f', etag, md5 }] });
    return (await confirmFolder(by.ctx, { uploadId })).dataset;
  }

  it('gives nobody else other bytes than those they have', async () => {
    const dataset = await claim(member, 'evil,9\n');
    const other = await portal.createMember('User', member.workspaceId);
    const { sent } = await uploadFolder(other, { f: good }, { datasetId: dataset.id });
    expect(sent).toEqual(['f']);
    expect(await contentOf(dataset, 2)).toEqual({ f: good });
    // Storage has seen the MD5 of that one.
    expect((await uploadFolder(member, { f: good }, { datasetId: dataset.id })).sent).toEqual([]);
  });

  it('spares themselves from sending it again', async () => {
    const dataset = await claim(member, good);
    expect((await uploadFolder(member, { f: good }, { datasetId: dataset.id })).sent).toEqual([]);
    expect(await contentOf(dataset, 2)).toEqual({ f: good });
  });

  it('spares nobody where a stranger sent it by a link', async () => {
    const submissionId = await submit(member, good);
    const { dataset } = await acceptSubmission(member.ctx, { submissionId, name: 'Received' });
    const said = eq(datasetFiles.datasetId, dataset.id);
    await portal.parts.db.update(datasetFiles).set({ md5 }).where(said);
    const { sent } = await uploadFolder(member, { f: good }, { datasetId: dataset.id });
    expect(sent).toEqual(['f']);
  });
});

describe('a key to a whole file', () => {
  it.each(['PageBlob', 'AppendBlob'])(
    'makes nothing of a %s, whose MD5 storage takes unseen',
    async (type) => {
      const right = type === 'PageBlob' ? 'x'.repeat(512) : '';
      const { id: uploadId, described } = await reserve({ f: right });
      const { files } = await addFolderFiles(member.ctx, { uploadId, files: described });
      const response = await fetch(files[0]?.key?.url ?? '', {
        method: 'PUT',
        headers: {
          'x-ms-blob-type': type,
          'x-ms-blob-content-md5': Buffer.from(described[0]?.md5 ?? '', 'hex').toString('base64'),
          ...(type === 'PageBlob' ? { 'x-ms-blob-content-length': '512' } : {}),
        },
      });
      expect(response.status).toBe(201);
      await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
        code: 'upload_incomplete',
        details: { missing: ['f'] },
      });
      expect(await sendFiles(member, uploadId, { f: right })).toEqual(['f']);
      expect(await contentOf((await confirmFolder(member.ctx, { uploadId })).dataset)).toEqual({ f: right });
    },
  );

  it('makes nothing of a copy within storage, whose MD5 is that of its source, where it may only be claimed', async () => {
    const good = 'good,1\n';
    const { id: uploadId, described } = await reserve({ f: good });
    const [{ md5 = '', size = 0 } = {}] = described;
    const reserved = await reserveUpload(member.ctx, {
      ...{ name: 'Source', dataTypeId: 'Other', fileName: 's', size },
    });
    const source = new BlockBlobClient(reserved.key.url);
    await source.stageBlock(btoa('0'), 'evil,9\n', size);
    const { etag = '' } = await source.commitBlockList([btoa('0')], {
      blobHTTPHeaders: { blobContentMD5: Buffer.from(md5, 'hex') },
    });
    const { dataset } = await confirmUpload(member.ctx, { uploadId: reserved.id, etag });
    const read = await issueReadKey(member.ctx, { datasetId: dataset.id, n: 1, purpose: 'download' });
    const { files } = await addFolderFiles(member.ctx, { uploadId, files: described });
    const copied = await fetch(files[0]?.key?.url ?? '', {
      method: 'PUT',
      headers: { 'x-ms-copy-source': read.url },
    });
    expect(copied.status).toBe(202);
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      code: 'upload_incomplete',
      details: { missing: ['f'] },
    });
    expect(await sendFiles(member, uploadId, { f: good })).toEqual(['f']);
    expect(await contentOf((await confirmFolder(member.ctx, { uploadId })).dataset)).toEqual({ f: good });
  });

  it('makes nothing of a file sent to the access tier Archive, where nobody could read it', async () => {
    const { id: uploadId, described } = await reserve({ f: 'cold' });
    const { files } = await addFolderFiles(member.ctx, { uploadId, files: described });
    const archived = await fetch(files[0]?.key?.url ?? '', {
      method: 'PUT',
      body: 'cold',
      headers: { 'x-ms-blob-type': 'BlockBlob', 'x-ms-access-tier': 'Archive' },
    });
    expect(archived.status).toBe(201);
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      code: 'upload_incomplete',
      details: { missing: ['f'] },
    });
    expect(await sendFiles(member, uploadId, { f: 'cold' })).toEqual(['f']);
    expect(await contentOf((await confirmFolder(member.ctx, { uploadId })).dataset)).toEqual({ f: 'cold' });
  });

  it('creates once: a second Put Blob is refused, before the confirm and after it', async () => {
    const { id: uploadId, described } = await reserve({ f: 'first' });
    const { files } = await addFolderFiles(member.ctx, { uploadId, files: described });
    const key = files[0]?.key?.url ?? '';
    expect(new URL(key).searchParams.get('sp')).toBe('c');
    expect((await putWhole(key, new TextEncoder().encode('first'))).status).toBe(201);
    const forged = new TextEncoder().encode('forge');
    expect((await putWhole(key, forged)).status).toBe(403);
    const { dataset } = await confirmFolder(member.ctx, { uploadId });
    expect((await putWhole(key, forged)).status).toBe(403);
    const blob = new BlockBlobClient(key);
    const refusals = [
      () => blob.stageBlock(btoa('a'), 'x', 1),
      () => blob.commitBlockList([]),
      () => blob.setMetadata({ a: 'b' }),
      () => blob.download(),
      () => blob.delete(),
    ];
    for (const refused of refusals) await expect(refused()).rejects.toMatchObject({ statusCode: 403 });
    expect(await contentOf(dataset)).toEqual({ f: 'first' });
  });

  it('makes storage refuse bytes that do not have the MD5 sent with them', async () => {
    const { id: uploadId, described } = await reserve({ f: 'right' });
    const { files } = await addFolderFiles(member.ctx, { uploadId, files: described });
    const response = await fetch(files[0]?.key?.url ?? '', {
      method: 'PUT',
      body: 'wrong',
      headers: {
        'x-ms-blob-type': 'BlockBlob',
        'content-md5': Buffer.from(described[0]?.md5 ?? '', 'hex').toString('base64'),
      },
    });
    expect(response.status).toBe(400);
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      code: 'upload_incomplete',
    });
  });
});
