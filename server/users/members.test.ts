import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#lib/identity/session-schema.ts';
import { listDatasets } from '#server/datasets/index.ts';
import { createExperiment, reserveOutput, startRun } from '#server/experiments/index.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  callApi,
  commitContent,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { reserveFolder, reserveUpload } from '#server/transfers/index.ts';
import { leaveWorkspace, listMembers, removeMember, updateMember } from './index.ts';

const { auditEvents, memberships, uploads } = schema;
let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

const pathOf = ({ workspaceId }: Member, rest: string) => `/api/v1/workspaces/${workspaceId}${rest}`;

async function ownersOf(workspaceId: string): Promise<string[]> {
  const rows = await portal.parts.db
    .select()
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, 'Owner')));
  return rows.map(({ userId }) => userId);
}

describe('members', () => {
  it('are listed with role, last seen and who one is oneself', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    const { items } = await listMembers(user.ctx);
    expect(items.map(({ userId, role, isYou }) => [userId, role, isYou]).sort()).toEqual(
      [
        [owner.userId, 'Owner', false],
        [user.userId, 'User', true],
      ].sort(),
    );
    for (const { lastSeenAt } of items) expect(Date.parse(lastSeenAt ?? '')).toBeGreaterThan(0);
  });

  it('have their new role at the next request', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    const tokens = () => callApi(pathOf(user, '/tokens'), { cookie: user.cookie });
    expect((await tokens()).status).toBe(403);
    await updateMember(owner.ctx, { userId: user.userId, role: 'Owner' });
    expect((await tokens()).status).toBe(200);
    await updateMember(owner.ctx, { userId: user.userId, role: 'User' });
    expect((await tokens()).status).toBe(403);
  });

  it('of another workspace are not found', async () => {
    const [owner, other] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
    const { userId } = other;
    await expect(updateMember(owner.ctx, { userId, role: 'User' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(removeMember(owner.ctx, { userId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await ownersOf(other.workspaceId)).toEqual([userId]);
  });
});

describe('the last Owner', () => {
  it('is neither demoted nor removed, nor leaves, and is told what to do first', async () => {
    const owner = await portal.createMember('Owner');
    const { userId } = owner;
    const refusal = { code: 'conflict', message: expect.stringContaining('make somebody else an Owner') };
    await expect(updateMember(owner.ctx, { userId, role: 'User' })).rejects.toMatchObject(refusal);
    await expect(removeMember(owner.ctx, { userId })).rejects.toMatchObject(refusal);
    await expect(leaveWorkspace(owner.ctx)).rejects.toMatchObject(refusal);
    await updateMember(owner.ctx, { userId, role: 'Owner' });
  });

  it('goes once somebody else is an Owner', async () => {
    const owner = await portal.createMember('Owner');
    const next = await portal.createMember('User', owner.workspaceId);
    await updateMember(owner.ctx, { userId: next.userId, role: 'Owner' });
    await leaveWorkspace(owner.ctx);
    expect(await ownersOf(owner.workspaceId)).toEqual([next.userId]);
    expect((await callApi(pathOf(owner, ''), { cookie: owner.cookie })).status).toBe(404);
  });

  it.each([1, 2, 3])('is left by ten demotions, removals and leaves at once (round %i)', async () => {
    const workspaceId = await portal.createWorkspace();
    const owners = await Promise.all(
      Array.from({ length: 10 }, () => portal.createMember('Owner', workspaceId)),
    );
    const ends = owners.map(({ ctx, userId }, n) => {
      // Each is ended by the neighbour, every third by oneself.
      const by = owners[(n + 1) % owners.length] ?? { ctx };
      if (n % 3 === 0) return leaveWorkspace(ctx);
      if (n % 3 === 1) return removeMember(by.ctx, { userId });
      return updateMember(by.ctx, { userId, role: 'User' });
    });
    const outcomes = await Promise.allSettled(ends);
    expect(await ownersOf(workspaceId)).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'conflict' } },
    ]);
  });
});

/** What the member is in a workspace of their own. */
async function inAnother({ userId, ctx }: Member): Promise<Member['ctx']> {
  const workspaceId = await portal.createWorkspace();
  await portal.parts.db
    .insert(memberships)
    .values({ workspaceId, userId, role: 'Owner', createdAt: portal.parts.now() });
  return { ...ctx, actor: { ...ctx.actor, workspaceId } };
}

describe('a removed member', () => {
  it('is refused at the next request, also where an upload is under way: nothing is listed', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    const post = (path: string, body?: unknown) =>
      callApi(pathOf(user, path), { method: 'POST', cookie: user.cookie, body });
    const content = new TextEncoder().encode('a,b\n1,2\n');
    const wanted = { name: 'Half', dataTypeId: 'GenericCSV', fileName: 'half.csv', size: content.byteLength };
    const reserved = (await (await post('/uploads', wanted)).json()) as { id: string; key: { url: string } };
    const etag = await commitContent(reserved.key.url, content);

    await removeMember(owner.ctx, { userId: user.userId });

    const refused = await Promise.all([
      callApi(pathOf(user, ''), { cookie: user.cookie }),
      callApi(pathOf(user, '/datasets'), { cookie: user.cookie }),
      post('/uploads', { ...wanted, name: 'Next' }),
      post(`/uploads/${reserved.id}/key`),
      post(`/uploads/${reserved.id}/confirm`, { etag }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const stranger = await portal.createMember('Owner');
    const asked = await callApi(pathOf(user, ''), { cookie: stranger.cookie });
    expect(await refused[0]?.text()).toBe(await asked.text());
    const all = { state: 'listed', sort: 'name', order: 'asc', limit: 50 } as const;
    expect((await listDatasets(owner.ctx, all)).items).toEqual([]);
    const session = (await (await callApi('/api/v1/session', { cookie: user.cookie })).json()) as Session;
    expect(session.workspaces).toEqual([]);
  });

  it.each([
    ['is removed', (owner: Member, { userId }: Member) => removeMember(owner.ctx, { userId })],
    ['leaves', (_: Member, user: Member) => leaveWorkspace(user.ctx)],
  ])(
    'who %s holds nothing by uploads: they are cancelled, each with its line, and their bytes removed',
    async (_, end) => {
      const owner = await portal.createMember('Owner');
      const user = await portal.createMember('User', owner.workspaceId);
      const { id: experimentId } = await createExperiment(user.ctx, { name: 'Rain' });
      await startRun(user.ctx, { experimentId });
      const file = { dataTypeId: 'GenericCSV', fileName: 'a.csv', contentType: 'text/csv', size: 4 } as const;
      const ofFile = await reserveUpload(user.ctx, { ...file, name: 'Half' });
      const port = { experimentId, run: 1, nodeId: 'n', portName: 'out' };
      const ofOutput = await reserveOutput(user.ctx, { ...file, ...port });
      const ofFolder = await reserveFolder(user.ctx, {
        name: 'Many',
        dataTypeId: 'GenericCSV',
        fileCount: 2,
        size: 8,
      });
      const confirmed = await uploadDataset(user, 'a\n1\n', { name: 'Whole' });
      const ofOthers = await reserveUpload(owner.ctx, { ...file, name: 'Other' });
      const ofElsewhere = await reserveUpload(await inAnother(user), { ...file, name: 'Half' });
      await commitContent(ofFile.key.url, new TextEncoder().encode('a\n1\n'));

      await end(owner, user);

      const rows = await portal.parts.db.select().from(uploads);
      const inState = (state: string) => rows.filter((row) => row.state === state).map(({ id }) => id);
      const ended = [ofFile.id, ofOutput.id, ofFolder.id].sort();
      expect(
        inState('cancelled')
          .filter((id) => ended.includes(id))
          .sort(),
      ).toEqual(ended);
      expect(inState('reserved')).toEqual(expect.arrayContaining([ofOthers.id, ofElsewhere.id]));
      expect(rows.find(({ datasetId }) => datasetId === confirmed.id)?.state).toBe('confirmed');
      const { blobKey = '' } = rows.find(({ id }) => id === ofFile.id) ?? {};
      expect(await portal.parts.blobs.inspect(blobKey)).toBeUndefined();
      const lines = await portal.parts.db
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.workspaceId, owner.workspaceId), eq(auditEvents.action, 'upload.cancel')));
      expect(lines.map(({ subject }) => subject).sort()).toEqual(ended);
      for (const { details } of lines) expect(details).toEqual({ withMember: user.userId });
      // Also one that was asked for before, and waited.
      await expect(reserveUpload(user.ctx, { ...file, name: 'Late' })).rejects.toMatchObject({
        code: 'not_found',
      });
    },
  );

  it('can be invited back', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    await removeMember(owner.ctx, { userId: user.userId });
    const invited = await callApi(pathOf(owner, '/invitations'), {
      method: 'POST',
      cookie: owner.cookie,
      body: { email: 'back@example.org', role: 'User' },
    });
    const code = new URL(((await invited.json()) as { url: string }).url).hash.slice(1);
    const accepted = await callApi('/api/v1/invitations/accept', {
      method: 'POST',
      cookie: user.cookie,
      body: { code },
    });
    expect(accepted.ok).toBe(true);
    expect((await callApi(pathOf(user, ''), { cookie: user.cookie })).status).toBe(200);
  });
});
