import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#lib/identity/session-schema.ts';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';

let portal: TestPortal;
let owner: Member;
const hour = 3_600_000;

beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner', await portal.createWorkspace('Hydrology'));
});
afterAll(() => portal.close());

const call = (member: Member, method: string, path: string, body?: unknown) =>
  callApi(path, { method, cookie: member.cookie, body });
const pathOf = ({ workspaceId }: { workspaceId: string }, rest = '') =>
  `/api/v1/workspaces/${workspaceId}${rest}`;

async function sessionOf(member: Member): Promise<Session> {
  return (await (await call(member, 'GET', '/api/v1/session')).json()) as Session;
}

async function actionsOf(workspaceId: string): Promise<string[]> {
  const { auditEvents } = schema;
  const rows = await portal.parts.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, workspaceId))
    .orderBy(auditEvents.id);
  return rows.map(({ action }) => action);
}

describe('a new workspace', () => {
  it('has its creator as Owner, and tokens of its own that work there alone', async () => {
    const response = await call(owner, 'POST', '/api/v1/workspaces', { name: '  Gauges  ' });
    expect(response.status).toBe(201);
    const made = (await response.json()) as Workspace;
    expect(made).toMatchObject({ name: 'Gauges', role: 'Owner' });
    expect((await sessionOf(owner)).workspaces.map(({ name }) => name)).toEqual(['Gauges', 'Hydrology']);
    const headers = { authorization: `Bearer ${await portal.tokenOf(made.id)}` };
    const asked = (workspaceId: string) => callApi(pathOf({ workspaceId }, '/datasets'), { headers });
    expect((await asked(made.id)).status).toBe(200);
    expect((await asked(owner.workspaceId)).status).toBe(404);
    expect(await actionsOf(made.id)).toEqual(['workspace.create']);
  });

  it('is for Owners: a User and who is in no workspace are refused, and told so before', async () => {
    const user = await portal.createMember('User', owner.workspaceId);
    const stranger = await portal.createMember('User');
    await portal.parts.db.delete(schema.memberships).where(eq(schema.memberships.userId, stranger.userId));
    for (const member of [user, stranger]) {
      expect((await sessionOf(member)).canCreateWorkspaces).toBe(false);
      const response = await call(member, 'POST', '/api/v1/workspaces', { name: 'Mine' });
      expect(response.status).toBe(403);
    }
    expect((await sessionOf(owner)).canCreateWorkspaces).toBe(true);
  });

  it.each(['', '   ', 'x'.repeat(101), 'a\nb', 'a\0b', 42, null])('is not called %j', async (name) => {
    expect((await call(owner, 'POST', '/api/v1/workspaces', { name })).status).toBe(400);
    expect((await call(owner, 'PATCH', pathOf(owner), { name })).status).toBe(400);
  });
});

describe('renaming', () => {
  it('is for Owners, and is audited where the name changed', async () => {
    const home = await portal.createMember('Owner', await portal.createWorkspace('Before'));
    const user = await portal.createMember('User', home.workspaceId);
    expect((await call(user, 'PATCH', pathOf(home), { name: 'Mine' })).status).toBe(403);
    expect(await (await call(home, 'PATCH', pathOf(home), { name: 'After' })).json()).toMatchObject({
      name: 'After',
      role: 'Owner',
    });
    await call(home, 'PATCH', pathOf(home), { name: 'After' });
    expect((await sessionOf(user)).workspaces).toMatchObject([{ name: 'After' }]);
    expect(await actionsOf(home.workspaceId)).toEqual(['workspace.rename']);
  });
});

describe('deleting', () => {
  it('needs the name, typed exactly', async () => {
    const home = await portal.createMember('Owner', await portal.createWorkspace('Exact'));
    for (const name of ['exact', 'Exact ', '', 'Hydrology']) {
      const response = await call(home, 'DELETE', pathOf(home), { name });
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ code: 'conflict' });
    }
    expect((await call(home, 'DELETE', pathOf(home), {})).status).toBe(400);
    expect((await call(home, 'GET', pathOf(home))).status).toBe(200);
  });

  it('makes nobody a member and refuses both tokens, at once', async () => {
    const home = await portal.createMember('Owner', await portal.createWorkspace('Gone'));
    const user = await portal.createMember('User', home.workspaceId);
    await uploadDataset(home, 'a\n1\n');
    const tokens = [
      await portal.tokenOf(home.workspaceId),
      await portal.tokenOf(home.workspaceId, 'secondary'),
    ];
    const bySlot = () =>
      Promise.all(
        tokens.map(async (token) => {
          const headers = { authorization: `Bearer ${token}` };
          return (await callApi(pathOf(home, '/datasets'), { headers })).status;
        }),
      );
    expect(await bySlot()).toEqual([200, 200]);
    expect((await call(home, 'DELETE', pathOf(home), { name: 'Gone' })).status).toBe(204);
    expect(await bySlot()).toEqual([401, 401]);
    for (const member of [home, user]) {
      expect((await call(member, 'GET', pathOf(home))).status).toBe(404);
      expect((await call(member, 'GET', pathOf(home, '/datasets'))).status).toBe(404);
      expect((await sessionOf(member)).workspaces).toEqual([]);
    }
    // Restoring is for its Owners, so it is shown to them alone.
    expect((await sessionOf(user)).deletedWorkspaces).toEqual([]);
    expect((await sessionOf(home)).deletedWorkspaces).toMatchObject([{ id: home.workspaceId, name: 'Gone' }]);
  });

  it('is undone by an Owner: data, members and tokens are as they were', async () => {
    const home = await portal.createMember('Owner', await portal.createWorkspace('Back'));
    const user = await portal.createMember('User', home.workspaceId);
    const { name } = await uploadDataset(home, 'a\n1\n');
    const token = await portal.tokenOf(home.workspaceId);
    await call(home, 'DELETE', pathOf(home), { name: 'Back' });
    portal.advance(hour);
    const restore = `/api/v1/deleted-workspaces/${home.workspaceId}/restore`;
    expect((await call(user, 'POST', restore)).status).toBe(404);
    expect((await call(owner, 'POST', restore)).status).toBe(404);
    const restored = await call(home, 'POST', restore);
    expect(restored.status).toBe(200);
    expect(await restored.json()).toMatchObject({ id: home.workspaceId, name: 'Back', role: 'Owner' });
    const listed = await call(user, 'GET', pathOf(home, '/datasets'));
    expect(await listed.json()).toMatchObject({ items: [{ name }] });
    const headers = { authorization: `Bearer ${token}` };
    expect((await callApi(pathOf(home, '/datasets'), { headers })).status).toBe(200);
    expect((await call(home, 'POST', restore)).status).toBe(404);
    expect(await actionsOf(home.workspaceId)).toEqual(
      expect.arrayContaining(['workspace.delete', 'workspace.restore']),
    );
  });

  it("of a stranger's workspace is answered like one that does not exist", async () => {
    const home = await portal.createMember('Owner', await portal.createWorkspace('Theirs'));
    const nowhere = { workspaceId: '0'.repeat(32) };
    const answers = await Promise.all(
      [home, nowhere].map(async (at) => (await call(owner, 'DELETE', pathOf(at), { name: 'Theirs' })).text()),
    );
    expect(answers[0]).toBe(answers[1]);
    await call(home, 'DELETE', pathOf(home), { name: 'Theirs' });
    const restores = await Promise.all(
      [home, nowhere].map(async ({ workspaceId }) =>
        (await call(owner, 'POST', `/api/v1/deleted-workspaces/${workspaceId}/restore`)).text(),
      ),
    );
    expect(restores[0]).toBe(restores[1]);
  });
});
