import { BlockBlobClient } from '@azure/storage-blob';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { issueReadKey, issueReadKeys, listDatasets, listFiles } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { acceptSubmission } from '#server/shares/index.ts';
import {
  commitContent,
  createTestPortal,
  describeFiles,
  type FolderContent,
  type Member,
  putWhole,
  sendFiles,
  submit,
  type TestPortal,
  uploadDataset,
  uploadFolder,
} from '#server/testing/index.ts';
import {
  addFolderFiles,
  changeFolderUpload,
  confirmFolder,
  confirmUpload,
  getFolderUpload,
  reserveFolder,
  reserveUpload,
  sealFolderFiles,
} from './index.ts';

const { datasetFiles } = schema;
let portal: TestPortal;
let member: Member;
const MiB = 1024 * 1024;
const content: FolderContent = { 'a.csv': 'a,b\n1,2\n', 'deep/er/ü 🎉.txt': 'text', 'deep/empty': '' };

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  member = await portal.createMember('User');
});

async function reserve(files: FolderContent, name = 'Folder') {
  const described = describeFiles(files);
  const size = described.reduce((sum, file) => sum + file.size, 0);
  const input = { name, dataTypeId: 'Other', fileCount: described.length, size } as const;
  return { ...(await reserveFolder(member.ctx, input)), described };
}

async function contentOf({ id }: Dataset, n = 1): Promise<Record<string, string>> {
  const { items } = await listFiles(member.ctx, { datasetId: id, n, limit: 1000 });
  const paths = items.map(({ path }) => path);
  const { keys } = await issueReadKeys(member.ctx, { datasetId: id, n, purpose: 'download', paths });
  const read = keys.map(async ({ path, url, etag }) => {
    const response = await fetch(url, { headers: { 'if-match': etag } });
    return [path, response.status === 200 ? await response.text() : `status ${response.status}`] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

async function listed(): Promise<string[]> {
  const query = { state: 'listed', sort: 'name', order: 'asc', limit: 50 } as const;
  return (await listDatasets(member.ctx, query)).items.map(({ name }) => name);
}

describe('an upload of many files', () => {
  it('becomes one version with every file, and readers get the very bytes', async () => {
    const { dataset } = await uploadFolder(member, content);
    expect(dataset).toMatchObject({ name: 'Folder', version: 1, fileCount: 3, size: 12 });
    expect(dataset.newest).toMatchObject({ fileCount: 3, files: expect.any(Array) });
    expect(await contentOf(dataset)).toEqual(content);
    const rows = await portal.parts.db
      .select()
      .from(datasetFiles)
      .where(eq(datasetFiles.datasetId, dataset.id));
    expect(rows.map(({ snapshot }) => snapshot)).toEqual([null, null, null]);
    expect(rows.every(({ etag }) => /^".+"$/.test(etag))).toBe(true);
  });

  it('takes large files and those without MD5 in blocks, sealed one by one', async () => {
    const large = new Uint8Array(9 * MiB).fill(7);
    const { id: uploadId } = await reserve({ large, small: 'small' });
    const [big] = describeFiles({ large });
    const { files } = await addFolderFiles(member.ctx, {
      uploadId,
      files: [
        { path: 'large', size: large.byteLength, md5: big?.md5 },
        { path: 'small', size: 5 },
      ],
    });
    expect(files.map(({ whole, blockCount }) => [whole, blockCount])).toEqual([
      [false, 2],
      [false, 1],
    ]);
    const seals = [];
    for (const [index, bytes] of [large, new TextEncoder().encode('small')].entries()) {
      const file = files[index];
      const etag = await commitContent(file?.key?.url ?? '', bytes);
      seals.push({ path: file?.path ?? '', etag, md5: describeFiles({ x: bytes })[0]?.md5 ?? '' });
    }
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      code: 'upload_incomplete',
      details: { missing: ['large', 'small'], count: 2 },
    });
    for (let round = 0; round < 2; round += 1)
      expect(await sealFolderFiles(member.ctx, { uploadId, files: seals })).toEqual({
        files: [
          { path: 'large', state: 'sealed', problem: null },
          { path: 'small', state: 'sealed', problem: null },
        ],
      });
    const { dataset } = await confirmFolder(member.ctx, { uploadId });
    expect((await contentOf(dataset)).small).toBe('small');
  });

  it('repeated twenty times at once makes one version and one answer', async () => {
    const { id: uploadId } = await reserve(content);
    await sendFiles(member, uploadId, content);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => confirmFolder(member.ctx, { uploadId })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.dataset).toMatchObject({ version: 1, fileCount: 3 });
    expect(await listed()).toEqual(['Folder']);
  });

  it('is refused with what is missing, lists nothing, and goes on when the rest was sent', async () => {
    const { id: uploadId } = await reserve(content);
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      code: 'upload_incomplete',
      details: { missing: [], count: 3 },
    });
    await sendFiles(member, uploadId, { 'a.csv': content['a.csv'] ?? '' });
    await addFolderFiles(member.ctx, { uploadId, files: describeFiles(content) });
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      code: 'upload_incomplete',
      details: { missing: ['deep/empty', 'deep/er/ü 🎉.txt'], count: 2 },
    });
    expect(await listed()).toEqual([]);
    expect(await sendFiles(member, uploadId, content)).toEqual(['deep/er/ü 🎉.txt', 'deep/empty']);
    const { dataset } = await confirmFolder(member.ctx, { uploadId });
    expect(await contentOf(dataset)).toEqual(content);
  });

  it('is without the files it is said to be without, named or not', async () => {
    const { id: uploadId } = await reserve(content);
    await sendFiles(member, uploadId, { 'a.csv': content['a.csv'] ?? '' });
    await addFolderFiles(member.ctx, { uploadId, files: describeFiles({ 'deep/er/ü 🎉.txt': 'text' }) });
    const open = await getFolderUpload(member.ctx, { uploadId, limit: 1000, state: 'open' });
    expect(open).toMatchObject({
      fileCount: 3,
      namedCount: 2,
      files: [{ path: 'deep/er/ü 🎉.txt', state: 'open' }],
    });
    // No more can be named than it has, nor may it have fewer than are named.
    await expect(changeFolderUpload(member.ctx, { uploadId, fileCount: 1, size: 8 })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('2 files'),
    });
    const changed = { uploadId, fileCount: 1, size: 8, leaveOut: ['deep/er/ü 🎉.txt', 'deep/empty'] };
    for (let round = 0; round < 2; round += 1)
      expect(await changeFolderUpload(member.ctx, changed)).toMatchObject({ fileCount: 1, size: 8 });
    const { dataset } = await confirmFolder(member.ctx, { uploadId });
    expect(await contentOf(dataset)).toEqual({ 'a.csv': content['a.csv'] });
    await expect(changeFolderUpload(member.ctx, changed)).rejects.toMatchObject({ code: 'upload_closed' });
  });

  it('is without them too where a confirm of an earlier page is still being answered', async () => {
    const files: FolderContent = { 'a.csv': 'a', 'b.csv': 'b' };
    const { id: uploadId } = await reserve(files);
    await sendFiles(member, uploadId, files);
    let change = async () => {
      await changeFolderUpload(member.ctx, { uploadId, fileCount: 1, size: 1, leaveOut: ['b.csv'] });
    };
    const blobs = {
      ...member.ctx.blobs,
      // After the files were read from the books, before they are listed.
      async list(prefix: string) {
        const stored = await member.ctx.blobs.list(prefix);
        await change();
        change = async () => {};
        return stored;
      },
    };
    const { dataset } = await confirmFolder({ ...member.ctx, blobs }, { uploadId });
    expect(await contentOf(dataset)).toEqual({ 'a.csv': 'a' });
  });

  it('holds of a new version what must be new, however often the folder shrinks and grows', async () => {
    const { dataset } = await uploadFolder(member, { 'a.csv': 'a'.repeat(100) });
    const input = { datasetId: dataset.id, dataTypeId: 'Other', fileCount: 1, size: 110 } as const;
    const { id: uploadId } = await reserveFolder(member.ctx, input);
    const held = async () => {
      const [row] = await portal.parts.db
        .select()
        .from(schema.uploads)
        .where(eq(schema.uploads.id, uploadId));
      return row?.heldBytes;
    };
    expect(await held()).toBe(10);
    for (const [size, bytes] of [
      [50, 0],
      [110, 10],
      [200, 100],
    ] as const) {
      await changeFolderUpload(member.ctx, { uploadId, fileCount: 1, size });
      expect(await held()).toBe(bytes);
    }
  });

  it('takes files that came into the folder since, within the quota', async () => {
    const { id: uploadId } = await reserve({ 'a.csv': 'a' });
    await sendFiles(member, uploadId, { 'a.csv': 'a' });
    const fresh = { 'b.csv': 'b', 'c.csv': 'c' };
    await expect(sendFiles(member, uploadId, fresh)).rejects.toMatchObject({ code: 'conflict' });
    const tooMuch = { uploadId, fileCount: 3, size: 1024 ** 5 };
    await portal.parts.db.update(schema.workspaces).set({ quotaBytes: 1024 ** 3 });
    await expect(changeFolderUpload(member.ctx, tooMuch)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await changeFolderUpload(member.ctx, { uploadId, fileCount: 3, size: 3 });
    await sendFiles(member, uploadId, fresh);
    const { dataset } = await confirmFolder(member.ctx, { uploadId });
    expect(await contentOf(dataset)).toEqual({ 'a.csv': 'a', ...fresh });
  });

  it('refuses other bytes than were named, removes them, and takes the right ones afterwards', async () => {
    const { id: uploadId, described } = await reserve({ f: 'right' });
    const { files } = await addFolderFiles(member.ctx, { uploadId, files: described });
    const key = files[0]?.key?.url ?? '';
    expect((await putWhole(key, new TextEncoder().encode('wrong'))).status).toBe(201);
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      details: { missing: ['f'], count: 1 },
    });
    expect((await putWhole(key, new TextEncoder().encode('right'))).status).toBe(201);
    const { dataset } = await confirmFolder(member.ctx, { uploadId });
    expect(await contentOf(dataset)).toEqual({ f: 'right' });
  });

  it('refuses one path twice, in one request or two, also in two Unicode spellings, and says which', async () => {
    const [nfc, nfd] = ['Zürich/a.csv'.normalize('NFC'), 'Zürich/a.csv'.normalize('NFD')];
    const { id: uploadId, described } = await reserve({ [nfc]: 'one', [nfd]: 'two' });
    const [first, second] = described;
    if (!first || !second) throw new Error('two files were described');
    const name = (...files: typeof described) => addFolderFiles(member.ctx, { uploadId, files });
    await expect(name(first, first)).rejects.toThrow(`Two of the files have the path "${first.path}"`);
    await expect(name(first, second)).rejects.toThrow(
      `"${second.path}" is there in another Unicode spelling`,
    );
    await name(first);
    await expect(name(second)).rejects.toThrow(`"${first.path}" is there in another Unicode spelling`);
  });

  it('takes a file that grew meanwhile, as far as there is room', async () => {
    const { id: uploadId } = await reserve({ 'a.log': 'one\n', 'b.csv': 'b' });
    const grown: FolderContent = { 'a.log': 'one\ntwo\n', 'b.csv': 'b' };
    await sendFiles(member, uploadId, grown);
    const { dataset } = await confirmFolder(member.ctx, { uploadId });
    expect(dataset).toMatchObject({ size: 9, fileCount: 2 });
    expect(await contentOf(dataset)).toEqual(grown);
  });

  it('refuses a Content-Encoding: readers would get other bytes than were stored', async () => {
    const { id: uploadId, described } = await reserve({ f: 'text' });
    const { files } = await addFolderFiles(member.ctx, { uploadId, files: described });
    const blob = new BlockBlobClient(files[0]?.key?.url ?? '');
    await blob.upload('text', 4, { blobHTTPHeaders: { blobContentEncoding: 'gzip' } });
    await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
      code: 'upload_incomplete',
    });
    expect(await listed()).toEqual([]);
  });
});

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

describe('a new version of a dataset of many files', () => {
  it('sends only what changed; the rest is referenced, and every version stays readable', async () => {
    const { dataset } = await uploadFolder(member, content);
    const next: FolderContent = { ...content, 'a.csv': 'a,b\n9,9\n', 'copy/of': 'text' };
    const second = await uploadFolder(member, next, { datasetId: dataset.id });
    expect(second.sent).toEqual(['a.csv']);
    expect(second.dataset).toMatchObject({ id: dataset.id, version: 2, fileCount: 4 });
    expect(await contentOf(dataset, 2)).toEqual(next);
    expect(await contentOf(dataset, 1)).toEqual(content);
    const third = await uploadFolder(member, next, { datasetId: dataset.id });
    expect(third.sent).toEqual([]);
    expect(await contentOf(dataset, 3)).toEqual(next);
  });

  it("references nothing of another dataset, and cannot take one dataset's files to another", async () => {
    const { dataset } = await uploadFolder(member, content);
    const { sent } = await uploadFolder(member, content, { name: 'Other' });
    expect(sent).toHaveLength(3);
    const input = { datasetId: dataset.id, dataTypeId: 'Other', fileCount: 3, size: 12 } as const;
    const { id: uploadId } = await reserveFolder(member.ctx, input);
    expect(await sendFiles(member, uploadId, content)).toEqual([]);
    await expect(confirmFolder(member.ctx, { uploadId, name: 'Third' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(
      (await getFolderUpload(member.ctx, { uploadId, limit: 10 })).files.map(({ state }) => state),
    ).toEqual(['referenced', 'referenced', 'referenced']);
  });
});

it('of a name that is taken meanwhile keeps its bytes: another name, or a new version', async () => {
  const { id: uploadId } = await reserve(content);
  await sendFiles(member, uploadId, content);
  const holder = await uploadDataset(member, 'x', { name: 'Folder' });
  await expect(confirmFolder(member.ctx, { uploadId })).rejects.toMatchObject({
    code: 'name_taken',
    details: { datasetId: holder.id },
  });
  const { dataset } = await confirmFolder(member.ctx, { uploadId, datasetId: holder.id });
  expect(dataset).toMatchObject({ id: holder.id, version: 2, fileCount: 3 });
});
