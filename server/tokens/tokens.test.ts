import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RevealedToken, Token } from '#lib/tokens/token-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { readSecretKeys } from '#server/platform/secrets.ts';
import { callApi, createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';
import { openToken, prepareTokens } from './index.ts';

const { auditEvents, tokens } = schema;
let portal: TestPortal;
beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

const pathOf = ({ workspaceId }: Member, rest = '') => `/api/v1/workspaces/${workspaceId}/tokens${rest}`;
const post = (member: Member, rest: string, body: unknown) =>
  callApi(pathOf(member, rest), { method: 'POST', cookie: member.cookie, body });

async function list(member: Member): Promise<Token[]> {
  const response = await callApi(pathOf(member), { cookie: member.cookie });
  return ((await response.json()) as { items: Token[] }).items;
}

/** A request to the portal's API with a token alone: no cookie, no Origin. */
const withToken = (member: Member, token: string, path = '/datasets') =>
  callApi(`/api/v1/workspaces/${member.workspaceId}${path}`, {
    headers: { authorization: `Bearer ${token}`, origin: '', 'sec-fetch-site': '', 'user-agent': 'test/1' },
  });

describe('the two tokens of a workspace', () => {
  it('are listed masked, with when, from where and by which client they were last used', async () => {
    const member = await portal.createMember('Owner');
    const token = await portal.tokenOf(member.workspaceId, 'secondary');
    expect((await list(member)).map(({ slot, lastUsed }) => [slot, lastUsed])).toEqual([
      ['primary', null],
      ['secondary', null],
    ]);
    expect((await withToken(member, token)).status).toBe(200);
    const [primary, secondary] = await list(member);
    expect(primary?.lastUsed).toBeNull();
    expect(secondary).toMatchObject({
      ending: token.slice(-4),
      lastUsed: { address: '127.0.0.1', client: 'test/1' },
    });
    expect(JSON.stringify([primary, secondary])).not.toContain(token);
  });

  it('are shown to an Owner only by a POST, which is audited and never stored by caches', async () => {
    const member = await portal.createMember('Owner');
    const response = await post(member, '/primary/reveal', { purpose: 'show' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { token } = (await response.json()) as RevealedToken;
    expect(token).toBe(await portal.tokenOf(member.workspaceId));
    const events = await portal.parts.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.workspaceId, member.workspaceId), eq(auditEvents.action, 'token.reveal')));
    expect(events).toMatchObject([{ details: { slot: 'primary', purpose: 'show' } }]);
    expect(JSON.stringify(events)).not.toContain(token);
  });

  it('are not for Users, who are told who the Owners are', async () => {
    const owner = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    expect((await callApi(pathOf(user), { cookie: user.cookie })).status).toBe(403);
    expect((await post(user, '/primary/reveal', {})).status).toBe(403);
    expect((await post(user, '/primary/regenerate', { generation: 1 })).status).toBe(403);
    const owners = await callApi(`/api/v1/workspaces/${user.workspaceId}/owners`, { cookie: user.cookie });
    expect(await owners.json()).toEqual({
      items: [{ displayName: expect.stringMatching(/^Owner/), email: null }],
    });
  });

  it('do not manage tokens themselves', async () => {
    const member = await portal.createMember('Owner');
    const token = await portal.tokenOf(member.workspaceId);
    expect((await withToken(member, token, '/tokens')).status).toBe(403);
    const session = await callApi('/api/v1/session', { headers: { authorization: `Bearer ${token}` } });
    expect(session.status).toBe(403);
  });
});

describe('regenerating', () => {
  it('refuses the old token at once, takes the new one, and leaves the other slot alone', async () => {
    const member = await portal.createMember('Owner');
    const [old, other] = [
      await portal.tokenOf(member.workspaceId, 'primary'),
      await portal.tokenOf(member.workspaceId, 'secondary'),
    ];
    const response = await post(member, '/primary/regenerate', { generation: 1 });
    expect(response.status).toBe(200);
    const made = (await response.json()) as RevealedToken;
    expect(made).toMatchObject({ slot: 'primary', generation: 2, lastUsed: null });
    expect((await withToken(member, old)).status).toBe(401);
    expect((await withToken(member, made.token)).status).toBe(200);
    expect((await withToken(member, other)).status).toBe(200);
  });

  it('has one winner of several at once; the others get a conflict', async () => {
    const member = await portal.createMember('Owner');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(member, '/secondary/regenerate', { generation: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await list(member))[1]).toMatchObject({ generation: 2 });
  });
});

describe('guessing', () => {
  it('is answered alike for whatever is no token, and never by a token in the address', async () => {
    const member = await portal.createMember('Owner');
    const token = await portal.tokenOf(member.workspaceId);
    const swapped = [...token]
      .map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))
      .join('');
    const guesses = ['', 'x', 'x'.repeat(10_240), '%00', swapped, token.slice(0, -1), `${token}x`];
    const answers = await Promise.all(
      guesses.map(async (guess) => {
        const response = await withToken(member, guess);
        return [response.status, response.headers.get('content-type'), await response.text()];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(401);
    const inAddress = await callApi(
      `/api/v1/workspaces/${member.workspaceId}/datasets?token=${token}&access_token=${token}`,
    );
    expect(inAddress.status).toBe(401);
  });

  it('is throttled by address, while who holds a token goes on from there', async () => {
    const member = await portal.createMember('Owner');
    const token = await portal.tokenOf(member.workspaceId);
    const headers = { authorization: 'Bearer nonsense', 'x-forwarded-for': '203.0.113.9' };
    const path = `/api/v1/workspaces/${member.workspaceId}/datasets`;
    let last = 401;
    for (let count = 0; count < 301; count += 1) last = (await callApi(path, { headers })).status;
    expect(last).toBe(429);
    expect((await callApi(path, { headers: { ...headers, authorization: `Bearer ${token}` } })).status).toBe(
      200,
    );
  });
});

describe('at rest', () => {
  it('no token stands in the database, and a sealed one opens in its own place alone', async () => {
    const member = await portal.createMember('Owner');
    const both = await portal.parts.db
      .select()
      .from(tokens)
      .where(eq(tokens.workspaceId, member.workspaceId));
    const [primary, secondary] = both;
    if (!primary || !secondary) throw new Error('two tokens are there');
    const token = openToken(portal.config, primary);
    expect(JSON.stringify(both)).not.toContain(token);
    expect(() => openToken(portal.config, { ...primary, sealed: secondary.sealed })).toThrow();
    expect(() => openToken(portal.config, { ...primary, workspaceId: 'other' })).toThrow();
    expect(portal.logged()).not.toContain('sluice_');
  });

  it('are sealed anew at the start, after which the older key is not needed', async () => {
    const member = await portal.createMember('Owner');
    const token = await portal.tokenOf(member.workspaceId);
    const fresh = readSecretKeys(`new:${randomBytes(32).toString('base64')}`);
    const both = { ...portal.config, secretKeys: [...fresh, ...portal.config.secretKeys] };
    await prepareTokens({ ...portal.parts, config: both });
    const [row] = await portal.parts.db
      .select()
      .from(tokens)
      .where(and(eq(tokens.workspaceId, member.workspaceId), eq(tokens.slot, 'primary')));
    if (!row) throw new Error('the token is there');
    expect(openToken({ ...portal.config, secretKeys: fresh }, row)).toBe(token);
    await prepareTokens(portal.parts);
  });

  it('a workspace from before there were tokens gets them at the start', async () => {
    const member = await portal.createMember('Owner');
    await portal.parts.db.delete(tokens).where(eq(tokens.workspaceId, member.workspaceId));
    await Promise.all([prepareTokens(portal.parts), prepareTokens(portal.parts)]);
    expect(await list(member)).toHaveLength(2);
  });
});
