import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteDataset, purgeDatasets, restoreDataset } from '#server/datasets/index.ts';
import {
  createExperiment,
  deleteExperiment,
  purgeExperiments,
  restoreExperiment,
  startRun,
} from '#server/experiments/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import type { BlobStore } from '#server/storage/index.ts';
import {
  addOutput,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { deleteWorkspace, purgeWorkspaces, restoreWorkspace } from '#server/workspaces/index.ts';

const day = 24 * 60 * 60_000;
let portal: TestPortal;
beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

/** Two servers, of which neither removes bytes before the other is about to. */
function twoServers(): [Parts<BlobStore>, Parts<BlobStore>] {
  let waiting = 0;
  let go = () => {};
  const both = new Promise<void>((resolve) => {
    go = resolve;
  });
  const { blobs } = portal.parts;
  const remove: BlobStore['remove'] = async (blobKey) => {
    waiting += 1;
    if (waiting === 2) go();
    await both;
    await blobs.remove(blobKey);
  };
  const parts = { ...portal.parts, blobs: { ...blobs, remove } };
  return [parts, parts];
}

it.each([
  {
    what: 'dataset',
    remove: async (member: Member) => {
      const { id: datasetId } = await uploadDataset(member, 'a\n1\n');
      await deleteDataset(member.ctx, { datasetId });
    },
    purge: purgeDatasets,
  },
  {
    what: 'experiment',
    remove: async (member: Member) => {
      const { id: experimentId } = await createExperiment(member.ctx, { name: 'Census' });
      const { n: run } = await startRun(member.ctx, { experimentId });
      await addOutput(member, { experimentId, run }, 'port', 'a\n1\n');
      await deleteExperiment(member.ctx, { experimentId });
    },
    purge: purgeExperiments,
  },
  {
    what: 'workspace',
    remove: async (member: Member) => {
      await uploadDataset(member, 'a\n1\n');
      await deleteWorkspace(member.ctx, { name: 'Workspace' });
    },
    purge: purgeWorkspaces,
  },
] as const)('two servers that purge a $what at once tell of it once', async ({ what, remove, purge }) => {
  const member = await portal.createMember('Owner');
  await remove(member);
  portal.advance(8 * day);
  const purged = await Promise.all(twoServers().map(purge));
  const { auditEvents } = schema;
  const told = await portal.parts.db
    .select({ action: auditEvents.action })
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, member.workspaceId));
  expect(told.filter(({ action }) => action === `${what}.purge`)).toHaveLength(1);
  expect(purged.toSorted()).toEqual([0, 1]);
});

/** A server whose clock is behind: it still restores what is being purged elsewhere. */
function behind<C extends Member['ctx']>(ctx: C): C {
  return { ...ctx, now: () => new Date(portal.parts.now().getTime() - day - 60_000) };
}

async function deletedDataset(member: Member) {
  const { id: datasetId } = await uploadDataset(member, 'a\n1\n', { name: newId() });
  await deleteDataset(member.ctx, { datasetId });
  return () => restoreDataset(behind(member.ctx), { datasetId });
}

async function deletedExperiment(member: Member) {
  const { id: experimentId } = await createExperiment(member.ctx, { name: newId() });
  const { n: run } = await startRun(member.ctx, { experimentId });
  await addOutput(member, { experimentId, run }, 'port', 'a\n1\n');
  await deleteExperiment(member.ctx, { experimentId });
  return () => restoreExperiment(behind(member.ctx), { experimentId });
}

async function deletedWorkspace({ userId, ctx }: Member) {
  const workspaceId = await portal.createWorkspace('Short-lived');
  const maker = await portal.createMember('Owner', workspaceId);
  await uploadDataset(maker, 'a\n1\n');
  await deleteWorkspace(maker.ctx, { name: 'Short-lived' });
  const { displayName } = ctx.actor;
  const actor = {
    kind: 'person' as const,
    userId: maker.userId,
    displayName,
    sessionDigest: userId,
    makerIds: [],
  };
  return () => restoreWorkspace({ ...behind(maker.ctx), actor }, { deletedId: workspaceId });
}

it.each([
  { what: 'dataset', make: deletedDataset, purge: purgeDatasets },
  { what: 'experiment', make: deletedExperiment, purge: purgeExperiments },
  { what: 'workspace', make: deletedWorkspace, purge: purgeWorkspaces },
] as const)(
  'of two $whats to be purged, one that is restored while the other one goes keeps its bytes',
  async ({ make, purge }) => {
    const member = await portal.createMember('Owner');
    const restores = [await make(member), await make(member)];
    portal.advance(8 * day);
    const { blobs } = portal.parts;
    let restored = 0;
    const removed: string[] = [];
    const remove: BlobStore['remove'] = async (blobKey) => {
      for (const restore of restores.splice(0))
        restored += await restore().then(
          () => 1,
          () => 0,
        );
      removed.push(blobKey);
      await blobs.remove(blobKey);
    };
    expect(await purge({ ...portal.parts, blobs: { ...blobs, remove } })).toBe(1);
    expect({ restored, removed: removed.length }).toEqual({ restored: 1, removed: 1 });
  },
);
