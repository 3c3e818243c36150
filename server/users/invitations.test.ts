import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#lib/identity/session-schema.ts';
import type { OfferedInvitation, SentInvitation } from '#lib/users/user-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { callApi, createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import {
  createInvitation,
  leaveWorkspace,
  listInvitations,
  listMembers,
  removeMember,
  resendInvitation,
  revokeInvitation,
  updateMember,
} from './index.ts';

let portal: TestPortal;
let owner: Member;
let callers = 0;
const day = 24 * 3_600_000;

beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner', await portal.createWorkspace('Hydrology'));
});
afterAll(() => portal.close());

const codeOf = ({ url }: { url: string }) => new URL(url).hash.slice(1);

/** Each from an address of its own: tries from one are limited. */
function post(path: string, body: unknown, cookie?: string): Promise<Response> {
  callers += 1;
  const headers = { 'x-forwarded-for': `10.0.${callers >> 8}.${callers & 255}` };
  return callApi(path, { method: 'POST', body, headers, ...(cookie ? { cookie } : {}) });
}
const read = (code: string, cookie?: string) => post('/api/v1/invitations/read', { code }, cookie);
const accept = (code: string, displayName?: string, cookie?: string) =>
  post('/api/v1/invitations/accept', { code, displayName }, cookie);
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

async function expectDead(code: string): Promise<void> {
  for (const response of [await read(code), await accept(code, 'Eve')]) {
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'sign_in_link_invalid' });
  }
}

async function nameOfMembers(): Promise<string[]> {
  return (await listMembers(owner.ctx)).items.map(({ displayName }) => displayName);
}

describe('an invitation', () => {
  it('offers workspace, role, inviter and end to who holds the link, without being spent by it', async () => {
    const sent = await createInvitation(owner.ctx, { email: 'ana@example.org', role: 'User' });
    expect(sent.url).toMatch(/\/invitation#[\w-]{43}$/);
    for (const response of [await read(codeOf(sent)), await read(codeOf(sent))]) {
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect((await response.json()) as OfferedInvitation).toEqual({
        workspaceId: owner.workspaceId,
        workspaceName: 'Hydrology',
        role: 'User',
        invitedBy: owner.ctx.actor.displayName,
        email: 'ana@example.org',
        expiresAt: sent.expiresAt,
        signedInAs: null,
        needsProvider: false,
      });
    }
  });

  it('makes a new person a member, signed in, once', async () => {
    const sent = await createInvitation(owner.ctx, { email: 'ben@example.org', role: 'User' });
    const accepted = await accept(codeOf(sent), 'Ben');
    expect(accepted.status).toBe(201);
    const session = (await accepted.json()) as Session;
    expect(session.user).toMatchObject({ displayName: 'Ben', email: 'ben@example.org' });
    expect(session.workspaces).toMatchObject([{ id: owner.workspaceId, role: 'User' }]);
    expect((await callApi('/api/v1/session', { cookie: cookieOf(accepted) })).status).toBe(200);
    await expectDead(codeOf(sent));
    expect((await listInvitations(owner.ctx)).items.map(({ email }) => email)).not.toContain(
      'ben@example.org',
    );
  });

  it('has one winner among ten that accept at once', async () => {
    const sent = await createInvitation(owner.ctx, { email: 'race@example.org', role: 'User' });
    const tries = Array.from({ length: 10 }, (_, n) => accept(codeOf(sent), `Racer ${n}`));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect((await nameOfMembers()).filter((name) => name.startsWith('Racer'))).toHaveLength(1);
  });

  it('takes who is signed in as that person, and makes nobody new', async () => {
    const stranger = await portal.createMember('Owner');
    const sent = await createInvitation(owner.ctx, { email: 'work@example.org', role: 'User' });
    const offer = (await (await read(codeOf(sent), stranger.cookie)).json()) as OfferedInvitation;
    expect(offer.signedInAs).toBe(stranger.ctx.actor.displayName);
    const people = await portal.parts.db.select().from(schema.users);
    const accepted = await accept(codeOf(sent), 'Somebody else', stranger.cookie);
    const session = (await accepted.json()) as Session;
    expect(session.user.id).toBe(stranger.userId);
    expect(session.workspaces.map(({ id }) => id).sort()).toEqual(
      [stranger.workspaceId, owner.workspaceId].sort(),
    );
    expect(await portal.parts.db.select().from(schema.users)).toHaveLength(people.length);
    expect(await nameOfMembers()).toContain(stranger.ctx.actor.displayName);
  });

  it('takes no rights from an Owner who accepts one for a User', async () => {
    const sent = await createInvitation(owner.ctx, { email: 'me@example.org', role: 'User' });
    const session = (await (await accept(codeOf(sent), undefined, owner.cookie)).json()) as Session;
    expect(session.workspaces).toMatchObject([{ role: 'Owner' }]);
  });

  it('is dead after 7 days, marked so, and alive again when it is sent again', async () => {
    const sent = await createInvitation(owner.ctx, { email: 'late@example.org', role: 'User' });
    portal.advance(7 * day + 1000);
    await expectDead(codeOf(sent));
    const waiting = async () =>
      (await listInvitations(owner.ctx)).items.find(({ email }) => email === 'late@example.org');
    expect(await waiting()).toMatchObject({ isExpired: true });
    const again = await resendInvitation(owner.ctx, { invitationId: sent.id });
    expect(await waiting()).toMatchObject({ isExpired: false, expiresAt: again.expiresAt });
    await expectDead(codeOf(sent));
    expect((await accept(codeOf(again), 'Late')).status).toBe(201);
  });

  it('is dead once it was sent again or revoked', async () => {
    const first = await createInvitation(owner.ctx, { email: 'twice@example.org', role: 'User' });
    const second = await resendInvitation(owner.ctx, { invitationId: first.id });
    await expectDead(codeOf(first));
    expect((await read(codeOf(second))).status).toBe(200);
    await revokeInvitation(owner.ctx, { invitationId: first.id });
    await expectDead(codeOf(second));
    await expect(resendInvitation(owner.ctx, { invitationId: first.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is kept by its digest alone, and its code is in no list, audit or log', async () => {
    const sent = await createInvitation(owner.ctx, { email: 'secret@example.org', role: 'User' });
    const { db } = portal.parts;
    const kept = [
      await db.select().from(schema.invitations),
      await db.select().from(schema.auditEvents),
      await listInvitations(owner.ctx),
      portal.logged(),
    ];
    expect(JSON.stringify(kept)).toContain('secret@example.org');
    expect(JSON.stringify(kept)).not.toContain(codeOf(sent));
  });

  it.each(['', 'x', 'x'.repeat(201), 'a\0b', 42, null])('with the code %j is refused', async (code) => {
    for (const path of ['/api/v1/invitations/read', '/api/v1/invitations/accept'])
      expect([400, 401]).toContain((await post(path, { code })).status);
  });
});

describe('whom to invite', () => {
  // The clock has moved on: sessions from before have ended.
  beforeAll(async () => {
    owner = await portal.createMember('Owner');
  });
  const invite = (email: string, member = owner): Promise<SentInvitation> =>
    createInvitation(member.ctx, { email, role: 'User' });

  it('an address is invited once, whatever its case, and again after a revoke', async () => {
    const sent = await invite('Case@Example.org');
    await expect(invite('case@example.ORG')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is invited already'),
    });
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => invite('same@example.org')));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await revokeInvitation(owner.ctx, { invitationId: sent.id });
    await invite('case@example.ORG');
  });

  it('a member is not invited again, whatever the case', async () => {
    await accept(codeOf(await invite('here@example.org')), 'Here');
    await expect(invite('HERE@example.org')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is a member already'),
    });
  });

  it('the same address may be invited to another workspace', async () => {
    const other = await portal.createMember('Owner');
    await invite('both@example.org');
    await invite('both@example.org', other);
  });

  it.each([
    'nobody',
    'a@b',
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org\nX: y',
    '<a@example.org>',
    '"a b"@example.org\u0000',
    `${'x'.repeat(250)}@example.org`,
  ])('%j is no address', async (email) => {
    const path = `/api/v1/workspaces/${owner.workspaceId}/invitations`;
    const response = await post(path, { email, role: 'User' }, owner.cookie);
    expect(response.status).toBe(400);
  });

  it.each(['Reader', 'Token', 'owner', ''])('%j is no role', async (role) => {
    const path = `/api/v1/workspaces/${owner.workspaceId}/invitations`;
    const response = await post(path, { email: 'role@example.org', role }, owner.cookie);
    expect(response.status).toBe(400);
  });

  it("another workspace's invitation is not found", async () => {
    const other = await portal.createMember('Owner');
    const sent = await invite('theirs@example.org');
    for (const verb of [resendInvitation, revokeInvitation])
      await expect(verb(other.ctx, { invitationId: sent.id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await read(codeOf(sent))).status).toBe(200);
  });
});

describe('an invitation whose sender is no Owner any more', () => {
  const ends = {
    removed: (heir: Member, sender: Member) => removeMember(heir.ctx, { userId: sender.userId }),
    demoted: (heir: Member, sender: Member) =>
      updateMember(heir.ctx, { userId: sender.userId, role: 'User' }),
    gone: (_heir: Member, sender: Member) => leaveWorkspace(sender.ctx),
  };
  for (const [how, end] of Object.entries(ends))
    it(`is dead once they are ${how}, shown as expired, and alive when another Owner sends it again`, async () => {
      const sender = await portal.createMember('Owner');
      const heir = await portal.createMember('Owner', sender.workspaceId);
      const kept = await createInvitation(heir.ctx, { email: 'kept@example.org', role: 'User' });
      const back = await createInvitation(sender.ctx, { email: 'back@example.org', role: 'Owner' });
      const taken = await resendInvitation(sender.ctx, { invitationId: kept.id });
      await end(heir, sender);
      await expectDead(codeOf(back));
      await expectDead(codeOf(taken));
      const { items } = await listInvitations(heir.ctx);
      expect(items.map(({ isExpired }) => isExpired)).toEqual([true, true]);
      const again = await resendInvitation(heir.ctx, { invitationId: back.id });
      expect((await accept(codeOf(again), 'Back')).status).toBe(201);
    });
});

it('an invitation that is made in the moment its maker is removed is dead from the start', async () => {
  const sender = await portal.createMember('Owner');
  const heir = await portal.createMember('Owner', sender.workspaceId);
  await removeMember(heir.ctx, { userId: sender.userId });
  // As by a request that was let in before.
  const late = await createInvitation(sender.ctx, { email: 'way-back@example.org', role: 'Owner' });
  await expectDead(codeOf(late));
  const again = await resendInvitation(heir.ctx, { invitationId: late.id });
  expect((await accept(codeOf(again), 'Back')).status).toBe(201);
});

describe('an invitation to a workspace that is deleted', () => {
  it('is dead until the workspace is back, and then works', async () => {
    const home = await portal.createMember('Owner', await portal.createWorkspace('Gone'));
    const sent = await createInvitation(home.ctx, { email: 'gone@example.org', role: 'User' });
    const path = `/api/v1/workspaces/${home.workspaceId}`;
    const body = { name: 'Gone' };
    expect((await callApi(path, { method: 'DELETE', cookie: home.cookie, body })).status).toBe(204);
    await expectDead(codeOf(sent));
    await post(`/api/v1/deleted-workspaces/${home.workspaceId}/restore`, undefined, home.cookie);
    expect((await accept(codeOf(sent), 'Back')).status).toBe(201);
  });
});

describe('where people sign in with an identity provider', () => {
  it('an invitation asks to sign in first, and is not spent by who did not', async () => {
    const home = await portal.createMember('Owner');
    const joiner = await portal.createMember('Owner');
    const sent = await createInvitation(home.ctx, { email: 'prov@example.org', role: 'User' });
    const provider = {
      kind: 'oidc' as const,
      authority: 'https://id.example.org',
      clientId: 'sluice',
      tenantId: undefined,
    };
    Object.assign(portal.config, { provider });
    const offer = (await (await read(codeOf(sent))).json()) as OfferedInvitation;
    expect(offer).toMatchObject({ needsProvider: true, signedInAs: null });
    const refused = await accept(codeOf(sent), 'Eve');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'not_signed_in' });
    const mine = (await (await read(codeOf(sent), joiner.cookie)).json()) as OfferedInvitation;
    expect(mine).toMatchObject({ needsProvider: false });
    expect((await accept(codeOf(sent), undefined, joiner.cookie)).ok).toBe(true);
    Object.assign(portal.config, { provider: undefined });
  });
});
