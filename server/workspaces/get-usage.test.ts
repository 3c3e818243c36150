import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deleteDataset } from '#server/datasets/index.ts';
import { createExperiment, startRun } from '#server/experiments/index.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  addOutput,
  createTestPortal,
  submit,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { reserveUpload } from '#server/transfers/index.ts';
import { getUsage, getWorkspace } from './index.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

describe('usage', () => {
  it('of an empty workspace is nothing', async () => {
    const { ctx } = await portal.createMember('Owner');
    expect(await getUsage(ctx)).toEqual({
      bytes: 0,
      quotaBytes: null,
      outputBytes: 0,
      receivedBytes: 0,
      reservedBytes: 0,
      datasets: [],
      otherBytes: 0,
    });
  });

  it('adds up by dataset: all versions, deleted ones, outputs, what was received and awaits acceptance, and what uploads hold besides', async () => {
    const owner = await portal.createMember('Owner');
    const { ctx, workspaceId } = owner;
    const small = await uploadDataset(owner, 'x'.repeat(10), { name: 'Small' });
    const large = await uploadDataset(owner, 'x'.repeat(40), { name: 'Large' });
    await uploadDataset(owner, 'x'.repeat(60), { datasetId: large.id });
    await deleteDataset(ctx, { datasetId: small.id });
    const { id: experimentId } = await createExperiment(ctx, { name: 'Trial' });
    const { n: run } = await startRun(ctx, { experimentId });
    await addOutput(owner, { experimentId, run }, 'Results dataset', 'x'.repeat(7));
    await submit(owner, 'x'.repeat(13));
    await reserveUpload(ctx, { name: 'Open', dataTypeId: 'Other', fileName: 'f', size: 1000 });
    await portal.parts.db
      .update(schema.workspaces)
      .set({ quotaBytes: 5000 })
      .where(eq(schema.workspaces.id, workspaceId));
    const stranger = await portal.createMember('Owner');
    await uploadDataset(stranger, 'x'.repeat(500));

    expect(await getUsage(ctx)).toEqual({
      bytes: 130,
      quotaBytes: 5000,
      outputBytes: 7,
      receivedBytes: 13,
      reservedBytes: 1000,
      datasets: [
        { id: large.id, name: 'Large', bytes: 100, versions: 2, deleted: false },
        { id: small.id, name: 'Small', bytes: 10, versions: 1, deleted: true },
      ],
      otherBytes: 0,
    });
    expect((await getWorkspace(ctx)).bytes).toBe(130);
  });

  it('lists the 100 largest and adds up the rest', async () => {
    const owner = await portal.createMember('Owner');
    const { id } = await uploadDataset(owner, 'x'.repeat(1), { name: 'First' });
    await copyRows(id, 104);
    const usage = await getUsage(owner.ctx);
    // 105 datasets of 1 to 105 bytes; the five smallest are the rest.
    expect(usage.datasets.map(({ bytes }) => bytes)).toEqual(Array.from({ length: 100 }, (_, n) => 105 - n));
    expect(usage.otherBytes).toBe(1 + 2 + 3 + 4 + 5);
    expect(usage.bytes).toBe((105 * 106) / 2);
  });

  it('is held against the quota set for all workspaces, unless one has its own', async () => {
    const { ctx, workspaceId } = await portal.createMember('Owner');
    const reserve = (size: number) =>
      reserveUpload(ctx, { name: `Of ${size}`, dataTypeId: 'Other', fileName: 'f', size });
    vi.stubEnv('SLUICE_WORKSPACE_QUOTA', '1 KB');
    try {
      expect(await getUsage(ctx)).toMatchObject({ quotaBytes: 1000 });
      expect(await getWorkspace(ctx)).toMatchObject({ quotaBytes: 1000 });
      await expect(reserve(1001)).rejects.toMatchObject({
        code: 'quota_exceeded',
        message: expect.stringContaining('ask an operator'),
      });
      await portal.parts.db
        .update(schema.workspaces)
        .set({ quotaBytes: 2000 })
        .where(eq(schema.workspaces.id, workspaceId));
      await reserve(1001);
      expect(await getUsage(ctx)).toMatchObject({ quotaBytes: 2000 });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('is for Owners', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    await expect(getUsage(user.ctx)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

/** More datasets like the one given, each a byte larger than the one before: rows alone. */
async function copyRows(datasetId: string, count: number): Promise<void> {
  const { db } = portal.parts;
  const { datasets, datasetVersions, datasetFiles } = schema;
  const [[dataset], [version], [file]] = await Promise.all([
    db.select().from(datasets).where(eq(datasets.id, datasetId)),
    db.select().from(datasetVersions).where(eq(datasetVersions.datasetId, datasetId)),
    db.select().from(datasetFiles).where(eq(datasetFiles.datasetId, datasetId)),
  ]);
  if (!dataset || !version || !file) throw new Error('the dataset has rows');
  for (let n = 1; n <= count; n += 1) {
    const id = n.toString(16).padStart(32, '0');
    await db.insert(datasets).values({ ...dataset, id, name: `Copy ${n}`, nameKey: `copy ${n}` });
    // A server of an earlier release tells nothing of what a version keeps.
    const keptBytes = n % 2 === 0 ? n + 1 : null;
    await db.insert(datasetVersions).values({ ...version, datasetId: id, keptBytes });
    await db
      .insert(datasetFiles)
      .values({ ...file, datasetId: id, size: n + 1, blobKey: `${file.blobKey}${n}` });
  }
}
