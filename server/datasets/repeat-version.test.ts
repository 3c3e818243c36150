import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { sweepOnce } from '#server/sweeper.ts';
import {
  createTestPortal,
  type Member,
  sendFiles,
  type TestPortal,
  uploadDataset,
  uploadFolder,
} from '#server/testing/index.ts';
import { confirmFolder, reserveFolder, sweepMargin, uploadLifetime } from '#server/transfers/index.ts';
import { bytesOf } from '#server/workspaces/index.ts';
import { deleteDataset, getDataset, issueReadKey, listVersions, repeatVersion } from './index.ts';

let portal: TestPortal;
let member: Member;
beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  member = await portal.createMember('User');
});

async function contentOf({ id: datasetId }: Dataset, n: number | 'latest', path?: string): Promise<string> {
  const key = await issueReadKey(member.ctx, { datasetId, n, purpose: 'download', path });
  return (await fetch(key.url, { headers: { 'if-match': key.etag } })).text();
}

it('makes an earlier version the newest, of the same bytes, which count once', async () => {
  const dataset = await uploadDataset(member, 'first');
  await uploadDataset(member, 'second', { datasetId: dataset.id, dataTypeId: 'PlainText' });
  const before = await bytesOf(portal.parts.db, member.workspaceId);
  const again = await repeatVersion(member.ctx, { datasetId: dataset.id, n: 1 });
  expect(again).toMatchObject({
    ...{ version: 3, size: 5, dataTypeId: 'GenericCSV' },
    newest: { n: 3, origin: 'upload', owner: { id: member.userId } },
  });
  expect(await contentOf(again, 'latest')).toBe('first');
  expect(await contentOf(again, 2)).toBe('second');
  expect(await bytesOf(portal.parts.db, member.workspaceId)).toBe(before);
});

it('gives the newest another data type, and leaves the version that had the other as it was', async () => {
  const dataset = await uploadDataset(member, '1,2\n');
  const changed = await repeatVersion(member.ctx, {
    datasetId: dataset.id,
    n: 1,
    dataTypeId: 'GenericCSVNoHeader',
  });
  expect(changed).toMatchObject({ version: 2, dataTypeId: 'GenericCSVNoHeader' });
  const { items } = await listVersions(member.ctx, { datasetId: dataset.id, limit: 10 });
  expect(items.map(({ dataTypeId }) => dataTypeId)).toEqual(['GenericCSVNoHeader', 'GenericCSV']);
  expect(items[0]?.files[0]).toEqual(items[1]?.files[0]);
});

it('copies its files within the database: of 100,000 none passes through the server', async () => {
  const { dataset } = await uploadFolder(member, { 'a.csv': 'a', 'deep/b.csv': 'b' });
  const written = await portal.parts.db.transaction(async (tx) => {
    const execute = vi.spyOn(tx, 'execute');
    const db: typeof tx = Object.create(tx, {
      transaction: { value: (work: (same: typeof tx) => unknown) => work(tx) },
    });
    const asked = { datasetId: dataset.id, n: 1, dataTypeId: 'PlainText' } as const;
    expect(await repeatVersion({ ...member.ctx, db }, asked)).toMatchObject({ fileCount: 2, size: 2 });
    return execute.mock.calls.map(([query]) => new PgDialect().sqlToQuery(query as SQL));
  });
  expect(JSON.stringify(written)).toContain('insert into');
  expect(JSON.stringify(written)).not.toContain('b.csv');
});

it('is refused where nothing would change, where there is no such version, and of a deleted dataset', async () => {
  const { id: datasetId } = await uploadDataset(member, 'a');
  const repeat = (n: number) => repeatVersion(member.ctx, { datasetId, n, dataTypeId: 'GenericCSV' });
  await expect(repeat(1)).rejects.toMatchObject({ code: 'conflict' });
  await expect(repeat(2)).rejects.toMatchObject({ code: 'not_found' });
  await deleteDataset(member.ctx, { datasetId });
  await expect(repeat(1)).rejects.toMatchObject({ code: 'not_found' });
  const stranger = await portal.createMember('Owner');
  await expect(repeatVersion(stranger.ctx, { datasetId, n: 1 })).rejects.toMatchObject({ code: 'not_found' });
});

it('is refused where another version became the newest since it was asked for', async () => {
  const { id: datasetId } = await uploadDataset(member, 'a,1\n');
  const asked = { datasetId, n: 1, dataTypeId: 'GenericCSVNoHeader', newest: 1 } as const;
  const other = await uploadDataset(member, 'b,2\n', { datasetId });
  await expect(repeatVersion(member.ctx, asked)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('Version 2 is the newest by now'),
  });
  expect(await contentOf(other, 'latest')).toBe('b,2\n');
  expect(await repeatVersion(member.ctx, { ...asked, newest: 2 })).toMatchObject({ version: 3 });
  await expect(repeatVersion(member.ctx, { ...asked, newest: 2 })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('of many at once each becomes a version of its own', async () => {
  const { id: datasetId } = await uploadDataset(member, 'a');
  await uploadDataset(member, 'b', { datasetId });
  const made = await Promise.all([1, 1, 1].map((n) => repeatVersion(member.ctx, { datasetId, n })));
  expect(made.map(({ version }) => version).sort()).toEqual([3, 4, 5]);
});

it('keeps its bytes when the upload that brought them is swept, and is what the next version of a folder is held against', async () => {
  const content = { 'a.csv': 'a', 'deep/b.csv': 'b' };
  const { dataset } = await uploadFolder(member, content);
  const other = {
    name: undefined,
    datasetId: dataset.id,
    dataTypeId: 'Other',
    fileCount: 1,
    size: 1,
  } as const;
  const second = await reserveFolder(member.ctx, other);
  await sendFiles(member, second.id, { 'c.csv': 'c' });
  await confirmFolder(member.ctx, { uploadId: second.id });
  const again = await repeatVersion(member.ctx, { datasetId: dataset.id, n: 1 });
  expect(again).toMatchObject({ version: 3, fileCount: 2 });
  portal.advance(uploadLifetime + sweepMargin + 60_000);
  expect((await sweepOnce(portal.parts)).uploads).toBeGreaterThan(0);
  portal.advance(-(uploadLifetime + sweepMargin + 60_000));
  expect(await contentOf(again, 3, 'deep/b.csv')).toBe('b');

  const next = await reserveFolder(member.ctx, { ...other, fileCount: 2, size: 2 });
  expect(await sendFiles(member, next.id, content)).toEqual([]);
  const { dataset: last } = await confirmFolder(member.ctx, { uploadId: next.id });
  expect(await contentOf(last, 4, 'a.csv')).toBe('a');
  expect((await getDataset(member.ctx, { datasetId: dataset.id })).version).toBe(4);
});
