import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#lib/identity/session-schema.ts';
import type { SentInvitation, SignInLink } from '#lib/users/user-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { callApi, createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import {
  createInvitation,
  createSignInLink,
  listInvitations,
  removeMember,
  resendInvitation,
  updateMember,
} from './index.ts';

const { identities, memberships } = schema;
let portal: TestPortal;
let callers = 0;

/** Headers of somebody at an address of their own: tries from one are limited. */
function fromElsewhere(): Record<string, string> {
  callers += 1;
  return { 'x-forwarded-for': `10.1.0.${callers}` };
}

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

async function joinAs(role: 'Owner' | 'User', { userId }: Member, { workspaceId }: Member): Promise<void> {
  const createdAt = portal.parts.now();
  await portal.parts.db.insert(memberships).values({ workspaceId, userId, role, createdAt });
}

async function signInBy({ url }: SignInLink): Promise<Session> {
  const code = new URL(url).hash.slice(1);
  const response = await callApi('/api/v1/session', { method: 'POST', body: { code } });
  expect(response.status).toBe(201);
  return (await response.json()) as Session;
}

describe("an Owner's sign-in link for a member", () => {
  it('signs in as that member, once', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    const link = await createSignInLink(owner.ctx, { userId: user.userId });
    expect((await signInBy(link)).user.id).toBe(user.userId);
    const code = new URL(link.url).hash.slice(1);
    expect((await callApi('/api/v1/session', { method: 'POST', body: { code } })).status).toBe(401);
  });

  it('is refused for who is a member elsewhere too: it would lead into that workspace', async () => {
    const [ownerOfA, ownerOfB] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
    const user = await portal.createMember('User', ownerOfA.workspaceId);
    await joinAs('User', user, ownerOfB);
    for (const { ctx } of [ownerOfA, ownerOfB])
      await expect(createSignInLink(ctx, { userId: user.userId })).rejects.toMatchObject({
        code: 'conflict',
      });
    // The Owner of B is a member of A by an invitation: A's Owner does not get into B.
    await joinAs('User', ownerOfB, ownerOfA);
    const { userId } = ownerOfB;
    await expect(createSignInLink(ownerOfA.ctx, { userId })).rejects.toMatchObject({ code: 'conflict' });
    // An Owner of both may.
    await joinAs('Owner', ownerOfA, ownerOfB);
    await signInBy(await createSignInLink(ownerOfA.ctx, { userId: user.userId }));
  });

  it('counts a deleted workspace too: it may be restored', async () => {
    const [ownerOfA, ownerOfB] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
    await joinAs('User', ownerOfB, ownerOfA);
    await callApi(`/api/v1/workspaces/${ownerOfB.workspaceId}`, {
      method: 'DELETE',
      cookie: ownerOfB.cookie,
      body: { name: 'Workspace' },
    });
    const { userId } = ownerOfB;
    await expect(createSignInLink(ownerOfA.ctx, { userId })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is dead once its maker is no Owner there any more, or the person is a member elsewhere too', async () => {
    const [maker, elsewhere] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
    const { workspaceId } = maker;
    const heir = await portal.createMember('Owner', workspaceId);
    const [first, second] = [
      await portal.createMember('User', workspaceId),
      await portal.createMember('User', workspaceId),
    ];
    const links = [
      await createSignInLink(maker.ctx, { userId: first.userId }),
      await createSignInLink(maker.ctx, { userId: second.userId }),
    ];
    await joinAs('User', first, elsewhere);
    await removeMember(heir.ctx, { userId: maker.userId });
    for (const { url } of links) {
      const code = new URL(url).hash.slice(1);
      expect((await callApi('/api/v1/session', { method: 'POST', body: { code } })).status).toBe(401);
    }
  });

  it('is refused for who signs in with an identity provider, and where one is set', async () => {
    const owner = await portal.createMember('Owner');
    const { userId } = await portal.createMember('User', owner.workspaceId);
    const provider = {
      kind: 'oidc' as const,
      authority: 'https://id.example.org',
      clientId: 'sluice',
      tenantId: undefined,
    };
    const ctx = { ...owner.ctx, config: { ...portal.config, provider } };
    await expect(createSignInLink(ctx, { userId })).rejects.toMatchObject({ code: 'conflict' });
    const identity = {
      issuer: 'https://id.example.org',
      subject: 's1',
      userId,
      createdAt: portal.parts.now(),
    };
    await portal.parts.db.insert(identities).values(identity);
    await expect(createSignInLink(owner.ctx, { userId })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused to a User, and for who is no member', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    const stranger = await portal.createMember('User');
    await expect(createSignInLink(user.ctx, { userId: owner.userId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(createSignInLink(owner.ctx, { userId: stranger.userId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe("a session by an Owner's sign-in link", () => {
  /** Signs in by the link; answers the session's cookie. */
  async function cookieBy({ url }: SignInLink): Promise<string> {
    const code = new URL(url).hash.slice(1);
    const response = await callApi('/api/v1/session', {
      method: 'POST',
      body: { code },
      headers: fromElsewhere(),
    });
    expect(response.status).toBe(201);
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  const statusOf = async (cookie: string) => (await callApi('/api/v1/session', { cookie })).status;
  const post = (path: string, cookie: string, body?: unknown) =>
    callApi(path, { method: 'POST', cookie, body });

  /** An Owner, another one, a third as whom the first signed in, and that session's cookie. */
  async function signedInAsAnother() {
    const maker = await portal.createMember('Owner');
    const heir = await portal.createMember('Owner', maker.workspaceId);
    const person = await portal.createMember('Owner', maker.workspaceId);
    const cookie = await cookieBy(await createSignInLink(maker.ctx, { userId: person.userId }));
    expect(await statusOf(cookie)).toBe(200);
    return { maker, heir, person, cookie };
  }
  type Trio = Awaited<ReturnType<typeof signedInAsAnother>>;

  it('ends when its maker is removed or becomes a User; sessions of other origin go on', async () => {
    const [one, other] = [await signedInAsAnother(), await signedInAsAnother()];
    await removeMember(one.heir.ctx, { userId: one.maker.userId });
    await updateMember(other.heir.ctx, { userId: other.maker.userId, role: 'User' });
    for (const { cookie, person } of [one, other]) {
      expect(await statusOf(cookie)).toBe(401);
      expect(await statusOf(person.cookie)).toBe(200);
    }
  });

  it('ends when the person joins a workspace that is not its maker’s', async () => {
    const { person, cookie } = await signedInAsAnother();
    const elsewhere = await portal.createMember('Owner');
    const sent = await createInvitation(elsewhere.ctx, { email: 'b@example.org', role: 'Owner' });
    const code = new URL(sent.url).hash.slice(1);
    expect((await post('/api/v1/invitations/accept', person.cookie, { code })).ok).toBe(true);
    expect(await statusOf(cookie)).toBe(401);
    expect(await statusOf(person.cookie)).toBe(200);
  });

  it('ends when the person makes a workspace', async () => {
    const { person, cookie } = await signedInAsAnother();
    expect((await post('/api/v1/workspaces', person.cookie, { name: 'Own' })).status).toBe(201);
    expect(await statusOf(cookie)).toBe(401);
  });

  it('itself makes no workspace and joins none that is not its maker’s: a sentence says what to do', async () => {
    const { maker, cookie } = await signedInAsAnother();
    const elsewhere = await portal.createMember('Owner');
    const sent = await createInvitation(elsewhere.ctx, { email: 'c@example.org', role: 'User' });
    const code = new URL(sent.url).hash.slice(1);
    for (const refused of [
      await post('/api/v1/workspaces', cookie, { name: 'Own' }),
      await post('/api/v1/invitations/accept', cookie, { code }),
    ]) {
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('npm run sign-in-link') });
    }
    // The invitation was not spent by it.
    expect((await post('/api/v1/invitations/read', cookie, { code })).status).toBe(200);
    await joinAs('Owner', maker, elsewhere);
    expect((await post('/api/v1/invitations/accept', cookie, { code })).ok).toBe(true);
    expect(await statusOf(cookie)).toBe(200);
  });

  it('gives no longer life by a link that is made in it, for the person or for another', async () => {
    const { maker, heir, person, cookie } = await signedInAsAnother();
    const user = await portal.createMember('User', maker.workspaceId);
    const made = await Promise.all(
      [person, user].map(async ({ userId }) => {
        const path = `/api/v1/workspaces/${maker.workspaceId}/members/${userId}/sign-in-link`;
        const answer = await post(path, cookie);
        expect(answer.status).toBe(201);
        return (await answer.json()) as SignInLink;
      }),
    );
    const cookies = await Promise.all(made.map(cookieBy));
    await removeMember(heir.ctx, { userId: maker.userId });
    for (const each of cookies) expect(await statusOf(each)).toBe(401);
  });

  it('gives its person no way back in, once no Owner, by a link that was made in it', async () => {
    const { maker, heir, person, cookie } = await signedInAsAnother();
    const [used, unused] = await Promise.all(
      [1, 2].map(async () => {
        const user = await portal.createMember('User', maker.workspaceId);
        const path = `/api/v1/workspaces/${maker.workspaceId}/members/${user.userId}/sign-in-link`;
        return (await (await post(path, cookie)).json()) as SignInLink;
      }),
    );
    const session = await cookieBy(used as SignInLink);
    await updateMember(heir.ctx, { userId: person.userId, role: 'User' });
    expect(await statusOf(session)).toBe(401);
    const code = new URL(unused?.url ?? '').hash.slice(1);
    const late = await callApi('/api/v1/session', {
      method: 'POST',
      body: { code },
      headers: fromElsewhere(),
    });
    expect(late.status).toBe(401);
  });

  it('gives no way back in by an invitation that is sent in it, or sent again', async () => {
    for (const end of [
      ({ heir, maker }: Trio) => removeMember(heir.ctx, { userId: maker.userId }),
      ({ heir, maker }: Trio) => updateMember(heir.ctx, { userId: maker.userId, role: 'User' }),
    ]) {
      const trio = await signedInAsAnother();
      const { heir, maker, cookie } = trio;
      const path = `/api/v1/workspaces/${maker.workspaceId}/invitations`;
      const older = await createInvitation(heir.ctx, { email: 'again@example.org', role: 'User' });
      const sent = [
        await post(path, cookie, { email: 'back@example.org', role: 'Owner' }),
        await post(`${path}/${older.id}/resend`, cookie),
      ];
      const invitations = await Promise.all(
        sent.map(async (answer) => (await answer.json()) as SentInvitation),
      );
      await end(trio);
      for (const { id, url } of invitations) {
        const accept = (link: string) => {
          return callApi('/api/v1/invitations/accept', {
            method: 'POST',
            body: { code: new URL(link).hash.slice(1), displayName: 'Back' },
            headers: fromElsewhere(),
          });
        };
        expect((await accept(url)).status).toBe(401);
        // Shown as ended, and good once somebody sends it who is an Owner still.
        const { items } = await listInvitations(heir.ctx);
        expect(items.find((item) => item.id === id)).toMatchObject({ isExpired: true });
        const again = await resendInvitation(heir.ctx, { invitationId: id });
        expect((await accept(again.url)).status).toBe(201);
      }
    }
  });

  it('that a person made for themselves is an ordinary one', async () => {
    const owner = await portal.createMember('Owner');
    const heir = await portal.createMember('Owner', owner.workspaceId);
    const cookie = await cookieBy(await createSignInLink(owner.ctx, { userId: owner.userId }));
    expect((await post('/api/v1/workspaces', cookie, { name: 'Own' })).status).toBe(201);
    await updateMember(heir.ctx, { userId: owner.userId, role: 'User' });
    expect(await statusOf(cookie)).toBe(200);
  });
});
