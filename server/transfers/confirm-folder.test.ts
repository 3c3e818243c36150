import { BlockBlobClient } from '@azure/storage-blob';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { listDatasets } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
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
  type TestPortal,
  uploadDataset,
  uploadFolder,
} from '#server/testing/index.ts';
import {
  addFolderFiles,
  changeFolderUpload,
  confirmFolder,
  getFolderUpload,
  reserveFolder,
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

const reserve = (files: FolderContent, name?: string) => reserveFiles(member, files, name);
const contentOf = (dataset: Dataset, n?: number) => readFiles(member, dataset, n);

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
