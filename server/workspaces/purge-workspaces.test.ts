import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExperiment, startRun } from '#server/experiments/index.ts';
import { startSession } from '#server/identity/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { openService } from '#server/storage/index.ts';
import { sweepOnce } from '#server/sweeper.ts';
import {
  addOutput,
  callApi,
  commitContent,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { reserveUpload } from '#server/transfers/index.ts';
import { createInvitation } from '#server/users/index.ts';
import { purgeWorkspaces } from './index.ts';

let portal: TestPortal;
const day = 24 * 3_600_000;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

/** Everything of a workspace in storage: snapshots and blobs with staged blocks alone included. */
async function storedKeys({ workspaceId }: Member): Promise<string[]> {
  const { storage } = portal.config;
  const container = openService(storage).getContainerClient(storage.container);
  const keys: string[] = [];
  const options = { prefix: workspaceId, includeUncommitedBlobs: true, includeSnapshots: true };
  for await (const blob of container.listBlobsFlat(options)) keys.push(blob.name);
  return keys;
}

/** A workspace with all that one can hold: versions, a run's output, an open upload, a waiting invitation. */
async function fullWorkspace(): Promise<Member> {
  const owner = await portal.createMember('Owner');
  const { id } = await uploadDataset(owner, 'a\n1\n');
  await uploadDataset(owner, 'a\n2\n', { datasetId: id });
  const { id: experimentId } = await createExperiment(owner.ctx, { name: 'Trial' });
  const { n: run } = await startRun(owner.ctx, { experimentId });
  await addOutput(owner, { experimentId, run }, 'Results dataset', 'b\n3\n');
  const open = await reserveUpload(owner.ctx, { name: 'Open', dataTypeId: 'Other', fileName: 'f', size: 3 });
  await commitContent(open.key.url, new TextEncoder().encode('abc'));
  await createInvitation(owner.ctx, { email: 'ana@example.org', role: 'User' });
  return owner;
}

async function cookieOf({ userId }: Member): Promise<string> {
  const { code } = await startSession(portal.parts.db, userId, portal.parts.now());
  return `sluice=${code}`;
}

const remove = async (owner: Member) =>
  callApi(`/api/v1/workspaces/${owner.workspaceId}`, {
    method: 'DELETE',
    cookie: await cookieOf(owner),
    body: { name: 'Workspace' },
  });
const restore = async (owner: Member) =>
  callApi(`/api/v1/deleted-workspaces/${owner.workspaceId}/restore`, {
    method: 'POST',
    cookie: await cookieOf(owner),
  });

describe('the purge of a deleted workspace', () => {
  it('takes its bytes and rows after 7 days, and leaves every other workspace alone', async () => {
    const [owner, other] = [await fullWorkspace(), await fullWorkspace()];
    const kept = await storedKeys(other);
    expect((await remove(owner)).status).toBe(204);
    const stored = await storedKeys(owner);
    expect(stored.length).toBeGreaterThan(3);
    portal.advance(7 * day - 60_000);
    // Uploads that ran out are the sweeper's; the workspace's own bytes stay to the end.
    expect(await purgeWorkspaces(portal.parts)).toBe(0);
    expect(await storedKeys(owner)).toEqual(stored);
    portal.advance(60 * 60_000);
    expect(await purgeWorkspaces(portal.parts)).toBe(1);
    expect(await storedKeys(owner)).toEqual([]);
    expect(await storedKeys(other)).toEqual(kept);

    const { db } = portal.parts;
    const { datasets, experiments, invitations, memberships, tokens, uploads, workspaces } = schema;
    for (const table of [datasets, experiments, invitations, memberships, tokens, uploads]) {
      const rows = await db.select().from(table).where(eq(table.workspaceId, owner.workspaceId));
      expect(rows).toEqual([]);
    }
    expect(await db.select().from(workspaces).where(eq(workspaces.id, owner.workspaceId))).toEqual([]);
    const events = await db
      .select()
      .from(schema.auditEvents)
      .where(eq(schema.auditEvents.workspaceId, owner.workspaceId));
    expect(events.map(({ action }) => action)).toContain('workspace.purge');
    expect((await restore(owner)).status).toBe(404);
    expect(await purgeWorkspaces(portal.parts)).toBe(0);
  });

  it('spares a workspace that was restored', async () => {
    const owner = await fullWorkspace();
    await remove(owner);
    portal.advance(6 * day);
    expect((await restore(owner)).status).toBe(200);
    portal.advance(2 * day);
    await purgeWorkspaces(portal.parts);
    expect((await storedKeys(owner)).length).toBeGreaterThan(2);
    const asked = await callApi(`/api/v1/workspaces/${owner.workspaceId}`, { cookie: await cookieOf(owner) });
    expect(asked.status).toBe(200);
  });

  it('is over before a restore that comes too late, and done once by two servers', async () => {
    const owner = await fullWorkspace();
    await remove(owner);
    portal.advance(7 * day + 60 * 60_000);
    expect((await restore(owner)).status).toBe(404);
    const purged = await Promise.all([purgeWorkspaces(portal.parts), purgeWorkspaces(portal.parts)]);
    expect(purged[0] + purged[1]).toBe(1);
    await sweepOnce(portal.parts);
    expect(await storedKeys(owner)).toEqual([]);
  });

  it('is tried again where storage failed', async () => {
    const owner = await fullWorkspace();
    await remove(owner);
    portal.advance(7 * day + 60 * 60_000);
    const failing = {
      ...portal.parts,
      blobs: {
        ...portal.parts.blobs,
        remove: () => Promise.reject(new Error('storage is away')),
      },
    };
    expect(await purgeWorkspaces(failing as typeof portal.parts)).toBe(0);
    expect((await restore(owner)).status).toBe(404);
    expect(await purgeWorkspaces(portal.parts)).toBe(1);
    expect(await storedKeys(owner)).toEqual([]);
  });
});
