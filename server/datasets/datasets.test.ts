import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListDatasetsQuery } from '#lib/datasets/dataset-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { sweepOnce } from '#server/sweeper.ts';
import { createTestPortal, type Member, type TestPortal, uploadDataset } from '#server/testing/index.ts';
import {
  deleteDataset,
  getDataset,
  issueReadKey,
  listActivity,
  listDatasets,
  listVersions,
  restoreDataset,
  updateDataset,
} from './index.ts';

let portal: TestPortal;
let member: Member;
const query: ListDatasetsQuery = { state: 'listed', sort: 'name', order: 'asc', limit: 50 };
const day = 24 * 3_600_000;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

const names = async (more: Partial<ListDatasetsQuery> = {}) =>
  (await listDatasets(member.ctx, { ...query, ...more })).items.map(({ name }) => name);

describe('rename and describe', () => {
  it('changes what is listed and tells it in the activity', async () => {
    member = await portal.createMember('User');
    const { id } = await uploadDataset(member, 'x', { name: 'Before' });
    const renamed = await updateDataset(member.ctx, {
      datasetId: id,
      name: 'After',
      description: '# README',
    });
    expect(renamed).toMatchObject({ name: 'After', description: '# README', version: 1 });
    expect(await names()).toEqual(['After']);
    const { items } = await listActivity(member.ctx, { datasetId: id });
    expect(items.map(({ action }) => action)).toEqual([
      'dataset.describe',
      'dataset.rename',
      'dataset.create',
    ]);
    expect(items[1]?.details).toEqual({ from: 'Before', to: 'After' });
  });

  it('refuses a name that another dataset has, and changes nothing', async () => {
    member = await portal.createMember('User');
    const holder = await uploadDataset(member, 'x', { name: 'Taken' });
    const { id } = await uploadDataset(member, 'y', { name: 'Mine' });
    await expect(updateDataset(member.ctx, { datasetId: id, name: 'Taken' })).rejects.toMatchObject({
      code: 'name_taken',
      message: expect.stringMatching(/exists already; use another name\.$/),
      details: { datasetId: holder.id },
    });
    expect(await names()).toEqual(['Mine', 'Taken']);
  });
});

describe('two tabs', () => {
  it('the later one is told that the README or the name was changed, and nothing is overwritten unseen', async () => {
    member = await portal.createMember('User');
    const { id: datasetId } = await uploadDataset(member, 'x', { name: 'Shared' });
    const replaces = { description: '', name: 'Shared' };
    await updateDataset(member.ctx, { datasetId, description: 'first', replaces });
    // The same once more, as after a lost answer.
    await updateDataset(member.ctx, { datasetId, description: 'first', replaces });
    await expect(
      updateDataset(member.ctx, { datasetId, description: 'second', replaces }),
    ).rejects.toMatchObject({ code: 'conflict', details: { field: 'description' } });
    expect((await getDataset(member.ctx, { datasetId })).description).toBe('first');
    await updateDataset(member.ctx, { datasetId, name: 'Renamed', replaces });
    await expect(updateDataset(member.ctx, { datasetId, name: 'Other', replaces })).rejects.toMatchObject({
      code: 'conflict',
      details: { field: 'name' },
    });
    await updateDataset(member.ctx, { datasetId, description: 'second' });
    expect(await getDataset(member.ctx, { datasetId })).toMatchObject({
      name: 'Renamed',
      description: 'second',
    });
  });
});

describe('delete', () => {
  it('can be undone for 7 days, with every version', async () => {
    member = await portal.createMember('User');
    const { id } = await uploadDataset(member, 'v1');
    await uploadDataset(member, 'v2', { datasetId: id });
    await deleteDataset(member.ctx, { datasetId: id });
    expect(await names()).toEqual([]);
    expect(await names({ state: 'deleted' })).toEqual(['Readings']);
    await expect(
      issueReadKey(member.ctx, { datasetId: id, n: 1, purpose: 'download' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    portal.advance(7 * day - 60_000);
    expect((await sweepOnce(portal.parts)).datasets).toBe(0);
    await restoreDataset(member.ctx, { datasetId: id });
    expect(await names()).toEqual(['Readings']);
    expect((await listVersions(member.ctx, { datasetId: id, limit: 100 })).items.map(({ n }) => n)).toEqual([
      2, 1,
    ]);
    const { url } = await issueReadKey(member.ctx, { datasetId: id, n: 1, purpose: 'download' });
    expect(await (await fetch(url)).text()).toBe('v1');
  });

  it('frees the name; the restore then meets the conflict', async () => {
    member = await portal.createMember('User');
    const { id } = await uploadDataset(member, 'old');
    await deleteDataset(member.ctx, { datasetId: id });
    await uploadDataset(member, 'new');
    await expect(restoreDataset(member.ctx, { datasetId: id })).rejects.toMatchObject({
      code: 'name_taken',
      message: expect.stringMatching(/exists already; rename or delete that one first\.$/),
    });
  });

  it('is for good after 7 days: rows and bytes are gone', async () => {
    member = await portal.createMember('User');
    const { id } = await uploadDataset(member, 'gone');
    const [{ blobKey } = { blobKey: '' }] = await portal.parts.db
      .select()
      .from(schema.datasetFiles)
      .then((rows) => rows.filter((row) => row.datasetId === id));
    expect(await portal.parts.blobs.inspect(blobKey)).toBeDefined();
    await deleteDataset(member.ctx, { datasetId: id });
    portal.advance(7 * day + 60_000);
    expect((await sweepOnce(portal.parts)).datasets).toBe(0);
    portal.advance(30 * 60_000);
    await expect(restoreDataset(member.ctx, { datasetId: id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await sweepOnce(portal.parts)).datasets).toBeGreaterThan(0);
    await expect(getDataset(member.ctx, { datasetId: id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await portal.parts.blobs.inspect(blobKey)).toBeUndefined();
  });
});

describe('the purge', () => {
  it('claims a dataset before its bytes: no restore comes between, and a failure is tried again', async () => {
    member = await portal.createMember('User');
    const { id } = await uploadDataset(member, 'claimed');
    await deleteDataset(member.ctx, { datasetId: id });
    portal.advance(7 * day + 31 * 60_000);
    const restores: string[] = [];
    const failing = {
      ...portal.parts.blobs,
      remove: async () => {
        // A server whose clock is half an hour behind would still take the restore.
        const behind = { ...member.ctx, now: () => new Date(portal.parts.now().getTime() - 32 * 60_000) };
        restores.push(await restoreDataset(behind, { datasetId: id }).then(String, (error) => error.code));
        throw new Error('storage is away');
      },
    };
    expect((await sweepOnce({ ...portal.parts, blobs: failing })).datasets).toBe(0);
    expect(restores).toEqual(['not_found']);
    expect((await sweepOnce(portal.parts)).datasets).toBe(1);
  });
});

describe('versions', () => {
  it('come newest first, a page at a time, each with its own files', async () => {
    member = await portal.createMember('User');
    const { id } = await uploadDataset(member, 'v1');
    for (let n = 2; n <= 5; n++)
      await uploadDataset(member, `v${n}`, { datasetId: id, fileName: `v${n}.csv` });
    const first = await listVersions(member.ctx, { datasetId: id, limit: 2 });
    expect(first.items.map(({ n, files }) => [n, files[0]?.path])).toEqual([
      [5, 'v5.csv'],
      [4, 'v4.csv'],
    ]);
    const second = await listVersions(member.ctx, { datasetId: id, limit: 3, before: first.nextBefore ?? 0 });
    expect(second.items.map(({ n, files }) => [n, files.length])).toEqual([
      [3, 1],
      [2, 1],
      [1, 1],
    ]);
    expect(second.nextBefore).toBeNull();
  });
});

describe('bytes missing in storage', () => {
  it('concern that dataset alone; the rest lists', async () => {
    member = await portal.createMember('User');
    const { id } = await uploadDataset(member, 'lost', { name: 'Lost' });
    await uploadDataset(member, 'kept', { name: 'Kept' });
    const rows = await portal.parts.db.select().from(schema.datasetFiles);
    await portal.parts.blobs.remove(rows.find((row) => row.datasetId === id)?.blobKey ?? '');
    expect(await names()).toEqual(['Kept', 'Lost']);
    const { url } = await issueReadKey(member.ctx, { datasetId: id, n: 1, purpose: 'download' });
    expect((await fetch(url)).status).toBe(404);
  });
});

describe('the list', () => {
  const count = 2000;

  beforeAll(async () => {
    member = await portal.createMember('User');
    const at = portal.parts.now();
    const rows = Array.from({ length: count }, (_, i) => ({
      id: newId(),
      workspaceId: member.workspaceId,
      name: `${i % 2 ? 'Gauge' : 'gauge'} ${String(i).padStart(5, '0')}${i === 7 ? ' 100%_\\' : ''}`,
      nameKey: `k${i}`,
      version: 1,
      dataTypeId: i % 3 ? ('GenericCSV' as const) : ('Parquet' as const),
      size: (i * 7919) % 1000,
      fileCount: 1,
      ownerId: member.userId,
      createdAt: at,
      updatedAt: new Date(at.getTime() - i * 1000),
    }));
    for (let i = 0; i < count; i += 500)
      await portal.parts.db.insert(schema.datasets).values(rows.slice(i, i + 500));
  });

  for (const sort of ['name', 'updatedAt', 'size', 'dataTypeId'] as const)
    for (const order of ['asc', 'desc'] as const)
      it(`pages by ${sort} ${order} through every dataset once`, async () => {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listDatasets(member.ctx, { ...query, sort, order, limit: 200, cursor });
          expect(page.total).toBe(count);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect(seen.length).toBe(count);
        expect(new Set(seen).size).toBe(count);
      });

  it('sorts names without regard to case', async () => {
    expect((await names({ limit: 3 })).map((name) => name.toLowerCase())).toEqual([
      'gauge 00000',
      'gauge 00001',
      'gauge 00002',
    ]);
  });

  it('searches a part of the name; wildcards are letters', async () => {
    expect(await names({ search: 'GAUGE 00042' })).toEqual(['gauge 00042']);
    expect(await names({ search: '100%_\\' })).toHaveLength(1);
    expect(await names({ search: '%' })).toHaveLength(1);
    expect(await names({ search: '0\0' })).not.toHaveLength(0);
  });

  it('filters by type and owner', async () => {
    const page = await listDatasets(member.ctx, { ...query, dataTypeId: 'Parquet', ownerId: member.userId });
    expect(page.total).toBe(Math.ceil(count / 3));
    expect((await listDatasets(member.ctx, { ...query, ownerId: newId() })).total).toBe(0);
  });

  const cursorOf = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const someId = '0'.repeat(32);

  it.each(['x', 'W10', cursorOf('size', 'asc', 'x', someId), cursorOf('name', 'asc', 'x', 'y\0')])(
    'refuses the cursor %s with one sentence',
    async (cursor) => {
      await expect(listDatasets(member.ctx, { ...query, cursor })).rejects.toMatchObject({
        code: 'bad_request',
      });
    },
  );

  it.each([
    '9999-99-99 99:99:99+99',
    '2026-02-30 00:00:00+00',
    '0000-01-01 00:00:00+00',
    '2026-01-01 24:00:01+00',
    '2026-01-01 00:00:00+16',
  ])('refuses a cursor of the moment %s, which there is not', async (at) => {
    const cursor = cursorOf('updatedAt', 'asc', at, someId);
    const asked = listDatasets(member.ctx, { ...query, sort: 'updatedAt', cursor });
    await expect(asked).rejects.toMatchObject({ code: 'bad_request' });
  });
});
