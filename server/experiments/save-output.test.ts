import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { issueReadKey, listDatasets } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { openService } from '#server/storage/index.ts';
import { sweepOnce } from '#server/sweeper.ts';
import {
  addOutput,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { cancelUpload } from '#server/transfers/index.ts';
import { bytesOf } from '#server/workspaces/index.ts';
import { createExperiment, reserveOutput, saveOutput, startRun } from './index.ts';

const { uploads } = schema;
let portal: TestPortal;
let member: Member;
let run: { experimentId: string; run: number };
const csv = 'age,income\n39,<=50K\n50,>50K\n';
const bytes = new TextEncoder().encode(csv);

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  member = await portal.createMember('User');
  const { id: experimentId } = await createExperiment(member.ctx, { name: 'Census' });
  run = { experimentId, run: (await startRun(member.ctx, { experimentId })).n };
});

const reserve = (portName: string, size: number) =>
  reserveOutput(member.ctx, { ...run, nodeId: 'n', portName, dataTypeId: 'Other', fileName: 'f', size });

async function setQuota(quotaBytes: number): Promise<void> {
  const { workspaces } = schema;
  await portal.parts.db.update(workspaces).set({ quotaBytes }).where(eq(workspaces.id, member.workspaceId));
}

async function storedKeys(): Promise<string[]> {
  const { storage } = portal.config;
  const container = openService(storage).getContainerClient(storage.container);
  const keys: string[] = [];
  for await (const { name } of container.listBlobsFlat({
    prefix: member.workspaceId,
    includeUncommitedBlobs: true,
  }))
    keys.push(name);
  return keys;
}

describe('the quota', () => {
  it('counts outputs, and room reserved for them', async () => {
    await setQuota(bytes.byteLength + 10);
    await reserve('first', bytes.byteLength);
    await expect(reserve('other', 11)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await addOutput(member, run, 'third', 'ten bytes\n');
    expect(await bytesOf(portal.parts.db, member.workspaceId)).toBe(10);
    await expect(reserve('other', 1)).rejects.toMatchObject({ code: 'quota_exceeded' });
  });

  it('refuses to save where the copy has no room, and then copies nothing', async () => {
    const output = await addOutput(member, run, 'port', csv);
    await setQuota(2 * bytes.byteLength - 1);
    const save = saveOutput(member.ctx, { ...run, outputId: output.id, name: 'Copy' });
    await expect(save).rejects.toMatchObject({ code: 'quota_exceeded' });
    expect(await storedKeys()).toHaveLength(1);
  });
});

describe('saving as a dataset', () => {
  it('makes a copy that stays when the experiment is gone', async () => {
    const output = await addOutput(member, run, 'port', csv);
    const saved = await saveOutput(member.ctx, { ...run, outputId: output.id, name: 'Copy' });
    for (const key of await storedKeys()) {
      const [row] = await portal.parts.db
        .select()
        .from(schema.experimentOutputs)
        .where(eq(schema.experimentOutputs.blobKey, key));
      if (row) await portal.parts.blobs.remove(key);
    }
    const { url } = await issueReadKey(member.ctx, { datasetId: saved.id, n: 1, purpose: 'download' });
    expect(await (await fetch(url)).text()).toBe(csv);
    expect(await bytesOf(portal.parts.db, member.workspaceId)).toBe(2 * bytes.byteLength);
    await sweepOnce(portal.parts);
    expect(await storedKeys()).toHaveLength(1);
  });

  it('refuses a name that a dataset has, and leaves no bytes behind', async () => {
    const output = await addOutput(member, run, 'port', csv);
    const holder = await uploadDataset(member, 'x', { name: 'Taken' });
    const save = saveOutput(member.ctx, { ...run, outputId: output.id, name: 'Taken' });
    await expect(save).rejects.toMatchObject({ code: 'name_taken', details: { datasetId: holder.id } });
    expect(await storedKeys()).toHaveLength(2);
  });

  it('under one name at once makes one dataset; the other copies are removed', async () => {
    const output = await addOutput(member, run, 'port', csv);
    const ends = await Promise.allSettled(
      Array.from({ length: 4 }, () => saveOutput(member.ctx, { ...run, outputId: output.id, name: 'One' })),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'name_taken' });
    expect(await storedKeys()).toHaveLength(2);
    const query = { state: 'listed', sort: 'name', order: 'asc', limit: 10 } as const;
    expect((await listDatasets(member.ctx, query)).total).toBe(1);
  });

  it('makes nothing where its upload is cancelled while storage copies', async () => {
    const output = await addOutput(member, run, 'port', csv);
    const { blobs, db } = portal.parts;
    const copySealed = blobs.copySealed.bind(blobs);
    const spy = vi.spyOn(blobs, 'copySealed').mockImplementationOnce(async (...args) => {
      const copied = await copySealed(...args);
      const [upload] = await db.select().from(uploads).where(eq(uploads.name, 'Ended'));
      await cancelUpload(member.ctx, { uploadId: upload?.id ?? '' });
      return copied;
    });
    const save = saveOutput(member.ctx, { ...run, outputId: output.id, name: 'Ended' });
    await expect(save).rejects.toMatchObject({ code: 'upload_closed' });
    spy.mockRestore();
    const query = { state: 'listed', sort: 'name', order: 'asc', limit: 10 } as const;
    expect((await listDatasets(member.ctx, query)).total).toBe(0);
  });

  it('says so where the bytes are missing, and makes nothing', async () => {
    const output = await addOutput(member, run, 'port', csv);
    for (const key of await storedKeys()) await portal.parts.blobs.remove(key);
    const save = saveOutput(member.ctx, { ...run, outputId: output.id, name: 'Lost' });
    await expect(save).rejects.toMatchObject({ code: 'bytes_missing' });
    expect(await storedKeys()).toEqual([]);
  });
});
