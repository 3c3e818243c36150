import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { sweepOnce } from '#server/sweeper.ts';
import { addOutput, createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import { bytesOf } from '#server/workspaces/index.ts';
import {
  createExperiment,
  deleteExperiment,
  finishRun,
  getExperiment,
  issueOutputKey,
  listExperiments,
  restoreExperiment,
  startRun,
  updateExperiment,
} from './index.ts';

let portal: TestPortal;
let member: Member;
const day = 24 * 3_600_000;
const notFound = { code: 'not_found' };

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  member = await portal.createMember('User');
});

function asToken({ workspaceId }: Member): Context<BlobStore> {
  const actor: Actor = {
    kind: 'token',
    slot: 'secondary',
    displayName: 'Secondary token',
    workspaceId,
    grantee: 'Token',
  };
  return { ...portal.parts, actor, address: null };
}

/** Actions of the audit about a subject, in their order. */
async function audited(subject: string): Promise<string[]> {
  const rows = await portal.parts.db
    .select()
    .from(schema.auditEvents)
    .where(eq(schema.auditEvents.subject, subject))
    .orderBy(schema.auditEvents.id);
  return rows.map(({ action }) => action);
}

it('is created, renamed and described, and each change stands in the audit once', async () => {
  const created = await createExperiment(member.ctx, { name: 'Census' });
  expect(created).toMatchObject({
    workspaceId: member.workspaceId,
    name: 'Census',
    description: '',
    creator: { id: member.userId },
    runCount: 0,
    status: null,
    statusDetail: '',
    runs: [],
  });
  const experimentId = created.id;
  await updateExperiment(member.ctx, { experimentId, name: 'Census 2', description: '# What' });
  await updateExperiment(member.ctx, { experimentId, name: 'Census 2' });
  expect(await getExperiment(member.ctx, { experimentId })).toMatchObject({
    name: 'Census 2',
    description: '# What',
  });
  expect(await audited(experimentId)).toEqual([
    'experiment.create',
    'experiment.rename',
    'experiment.describe',
  ]);
});

it('of a token bears the token as creator, its runs too', async () => {
  const ctx = asToken(member);
  const { id: experimentId } = await createExperiment(ctx, { name: 'By a script' });
  const creator = { id: null, displayName: 'Secondary token' };
  expect(await startRun(ctx, { experimentId })).toMatchObject({ n: 1, creator });
  expect(await getExperiment(member.ctx, { experimentId })).toMatchObject({ creator, runs: [{ creator }] });
});

describe('runs', () => {
  it('count from 1, also when many start at once', async () => {
    const { id: experimentId } = await createExperiment(member.ctx, { name: 'Many' });
    const runs = await Promise.all(Array.from({ length: 8 }, () => startRun(member.ctx, { experimentId })));
    expect(runs.map(({ n }) => n).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await getExperiment(member.ctx, { experimentId })).toMatchObject({ runCount: 8 });
  });

  it('end once: the same again changes nothing, another end is a conflict', async () => {
    const { id: experimentId } = await createExperiment(member.ctx, { name: 'Ends' });
    const { n: run } = await startRun(member.ctx, { experimentId });
    const end = { experimentId, run, status: 'failed', detail: 'out of memory' } as const;
    const ended = await finishRun(member.ctx, end);
    expect(ended).toMatchObject({
      status: 'failed',
      detail: 'out of memory',
      finishedAt: expect.any(String),
    });
    portal.advance(60_000);
    expect(await finishRun(member.ctx, { ...end, detail: 'something else' })).toEqual(ended);
    await expect(finishRun(member.ctx, { ...end, status: 'finished' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await audited(experimentId)).toEqual([
      'experiment.create',
      'experiment.start-run',
      'experiment.finish-run',
    ]);
  });

  it('tell the list how the newest stands', async () => {
    const { id: experimentId } = await createExperiment(member.ctx, { name: 'Stands' });
    const stands = async () => {
      const [found] = (await listExperiments(member.ctx, { state: 'listed', limit: 10 })).items;
      return [found?.runCount, found?.status, found?.statusDetail];
    };
    expect(await stands()).toEqual([0, null, '']);
    await startRun(member.ctx, { experimentId });
    expect(await stands()).toEqual([1, 'running', '']);
    await finishRun(member.ctx, { experimentId, run: 1, status: 'failed', detail: 'no memory' });
    expect(await stands()).toEqual([1, 'failed', 'no memory']);
    await startRun(member.ctx, { experimentId });
    expect(await stands()).toEqual([2, 'running', '']);
  });

  it('that do not exist, or are of another experiment, are not found', async () => {
    const { id: experimentId } = await createExperiment(member.ctx, { name: 'Without' });
    await expect(finishRun(member.ctx, { experimentId, run: 1, status: 'finished' })).rejects.toMatchObject(
      notFound,
    );
  });
});

describe('the list', () => {
  it('gives every one once, newest first, over pages, while others come and go', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n++) {
      made.unshift((await createExperiment(member.ctx, { name: `No ${n}` })).id);
      if (n !== 2) portal.advance(1000);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listExperiments(member.ctx, { state: 'listed', limit: 2, cursor });
      if (cursor === undefined) {
        expect(page.total).toBe(5);
        await createExperiment(member.ctx, { name: 'later' });
      }
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    // Two were made at one moment; between them the id decides.
    expect(new Set(seen)).toEqual(new Set(made));
    expect(seen).toHaveLength(5);
    expect([seen[0], seen[3], seen[4]]).toEqual([made[0], made[3], made[4]]);
  });

  it('finds by part of the name, where no character is a wildcard', async () => {
    for (const name of ['100 % sure', '100 times', 'a_b', 'axb'])
      await createExperiment(member.ctx, { name });
    const found = async (search: string) =>
      (await listExperiments(member.ctx, { state: 'listed', limit: 10, search })).items
        .map(({ name }) => name)
        .sort();
    expect(await found('100')).toEqual(['100 % sure', '100 times']);
    expect(await found('% SURE')).toEqual(['100 % sure']);
    expect(await found('a_b')).toEqual(['a_b']);
  });

  it.each(['x', btoa('["2026-01-01T00:00:00Z","x"]'), btoa(`["0000-01-01T00:00:00Z","${'0'.repeat(32)}"]`)])(
    'refuses the cursor %s',
    async (cursor) => {
      const list = listExperiments(member.ctx, { state: 'listed', limit: 10, cursor });
      await expect(list).rejects.toMatchObject({ code: 'bad_request' });
    },
  );
});

describe('a deleted one', () => {
  async function withOutput() {
    const { id: experimentId } = await createExperiment(member.ctx, { name: 'Gone' });
    const { n: run } = await startRun(member.ctx, { experimentId });
    const output = await addOutput(member, { experimentId, run }, 'port', 'a,b\n1,2\n');
    return { experimentId, run, outputId: output.id };
  }
  const listed = async (state: 'listed' | 'deleted') =>
    (await listExperiments(member.ctx, { state, limit: 10 })).items.map(({ id }) => id);

  it('is off the list, hands out nothing, and comes back whole', async () => {
    const address = await withOutput();
    const { experimentId } = address;
    await deleteExperiment(member.ctx, { experimentId });
    await deleteExperiment(member.ctx, { experimentId });
    expect([await listed('listed'), await listed('deleted')]).toEqual([[], [experimentId]]);
    const deleted = await getExperiment(member.ctx, { experimentId });
    expect(Date.parse(deleted.purgeAt ?? '') - Date.parse(deleted.deletedAt ?? '')).toBe(undoDays * day);
    for (const attempt of [
      () => issueOutputKey(member.ctx, { ...address, purpose: 'preview' }),
      () => startRun(member.ctx, { experimentId }),
      () => finishRun(member.ctx, { ...address, status: 'finished' }),
      () => updateExperiment(member.ctx, { experimentId, name: 'x' }),
      () => addOutput(member, address, 'other', 'x'),
    ])
      await expect(attempt()).rejects.toMatchObject(notFound);
    await restoreExperiment(member.ctx, { experimentId });
    expect(await listed('listed')).toEqual([experimentId]);
    const { url } = await issueOutputKey(member.ctx, { ...address, purpose: 'download' });
    expect(await (await fetch(url)).text()).toBe('a,b\n1,2\n');
    expect((await audited(experimentId)).filter((action) => action.endsWith('delete'))).toHaveLength(1);
  });

  it('counts until it is purged after 7 days; then its bytes are gone, and it can be restored no longer', async () => {
    const { experimentId } = await withOutput();
    const { db, blobs } = portal.parts;
    const [row] = await db
      .select()
      .from(schema.experimentOutputs)
      .where(eq(schema.experimentOutputs.experimentId, experimentId));
    await deleteExperiment(member.ctx, { experimentId });
    portal.advance(undoDays * day - 60_000);
    expect((await sweepOnce(portal.parts)).experiments).toBe(0);
    expect(await bytesOf(db, member.workspaceId)).toBe(8);
    portal.advance(2 * 60_000);
    await expect(restoreExperiment(member.ctx, { experimentId })).rejects.toMatchObject(notFound);
    expect(await blobs.inspect(row?.blobKey ?? '')).toBeDefined();
    portal.advance(3_600_000);
    expect((await sweepOnce(portal.parts)).experiments).toBe(1);
    expect(await blobs.inspect(row?.blobKey ?? '')).toBeUndefined();
    expect(await bytesOf(db, member.workspaceId)).toBe(0);
    await expect(getExperiment(member.ctx, { experimentId })).rejects.toMatchObject(notFound);
    expect(await audited(experimentId)).toContain('experiment.purge');
  });

  it('whose bytes storage keeps hold of is purged later; from the claim on nobody restores it', async () => {
    const { experimentId } = await withOutput();
    await deleteExperiment(member.ctx, { experimentId });
    portal.advance((undoDays + 1) * day);
    const remove = () => Promise.reject(new Error('storage said no'));
    const broken = { ...portal.parts, blobs: { ...portal.parts.blobs, remove } };
    expect((await sweepOnce(broken)).experiments).toBe(0);
    expect(portal.logged()).toContain('could not be purged yet');
    await expect(restoreExperiment(member.ctx, { experimentId })).rejects.toMatchObject(notFound);
    expect((await sweepOnce(portal.parts)).experiments).toBe(1);
  });
});
