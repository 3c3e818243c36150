import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '#server/platform/db/index.ts';
import { digestOf, newCode, newId } from '#server/platform/secrets.ts';
import { callApi, createTestPortal, type TestPortal } from '#server/testing/index.ts';
import { prepareFirstOwner } from './index.ts';

let portal: TestPortal;
const hour = 3_600_000;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

/** As at a start of the server: a fresh code whose digest the configuration carries. */
async function startWithCode(): Promise<string> {
  const code = newCode();
  await prepareFirstOwner({ ...portal.parts, config: { ...portal.config, signInDigest: digestOf(code) } });
  return code;
}

const post = (code: unknown) => callApi('/api/v1/session', { method: 'POST', body: { code } });
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

describe('a sign-in link', () => {
  it('makes the first Owner with a workspace once, however often the server starts', async () => {
    await Promise.all([startWithCode(), startWithCode(), startWithCode()]);
    const owners = await portal.parts.db
      .select()
      .from(schema.memberships)
      .where(eq(schema.memberships.role, 'Owner'));
    expect(owners).toHaveLength(1);
  });

  it('signs in once, with a cookie that scripts cannot read and another site cannot send', async () => {
    const code = await startWithCode();
    const response = await post(code);
    expect(response.status).toBe(201);
    expect(response.headers.get('set-cookie')).toMatch(
      /^sluice=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
    );
    const session = (await response.json()) as { workspaces: { role: string }[] };
    expect(session.workspaces).toMatchObject([{ role: 'Owner' }]);
    expect((await callApi('/api/v1/session', { cookie: cookieOf(response) })).status).toBe(200);
    const again = await post(code);
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({ code: 'sign_in_link_invalid' });
  });

  it('has one winner among twenty tries at once', async () => {
    const code = await startWithCode();
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await post(code)).status));
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  });

  it('expires after a day', async () => {
    const code = await startWithCode();
    portal.advance(25 * hour);
    expect((await post(code)).status).toBe(401);
  });

  it.each(['', 'x', 'x'.repeat(10_000), 'a\0b', 42, null, { code: 'x' }])(
    'refuses the code %j',
    async (code) => {
      expect([400, 401]).toContain((await post(code)).status);
    },
  );

  it('is kept by its digest alone', async () => {
    const code = await startWithCode();
    expect(JSON.stringify(await portal.parts.db.select().from(schema.signInLinks))).not.toContain(code);
  });
});

describe('a session', () => {
  const signIn = async () => cookieOf(await post(await startWithCode()));
  const status = async (cookie: string) => (await callApi('/api/v1/session', { cookie })).status;

  it('has a new id at each sign-in', async () => {
    expect(await signIn()).not.toBe(await signIn());
  });

  it('ends at the sign-out', async () => {
    const cookie = await signIn();
    const response = await callApi('/api/v1/session', { method: 'DELETE', cookie });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await status(cookie)).toBe(401);
  });

  it('ends when its holder signs in anew by a link', async () => {
    const before = await signIn();
    const body = { code: await startWithCode() };
    const response = await callApi('/api/v1/session', { method: 'POST', cookie: before, body });
    expect(response.status).toBe(201);
    expect([await status(before), await status(cookieOf(response))]).toEqual([401, 200]);
  });

  it("gives way to a link of somebody else's when its holder says so, and the link stays good until then", async () => {
    const { cookie: before, ctx } = await portal.createMember();
    const code = await startWithCode();
    const post = (body: object) => callApi('/api/v1/session', { method: 'POST', cookie: before, body });
    const asked = await post({ code });
    expect(asked.status).toBe(409);
    expect(await asked.json()).toMatchObject({ code: 'conflict', signedInAs: ctx.actor.displayName });
    expect(await status(before)).toBe(200);
    expect((await post({ code, replace: true })).status).toBe(201);
    expect(await status(before)).toBe(401);
  });

  it('is listed to its holder and ended by them alone; to others it is as one that does not exist', async () => {
    const [holder, other] = [await portal.createMember(), await portal.createMember()];
    const idsOf = async (cookie: string): Promise<string[]> => {
      const { items } = await (await callApi('/api/v1/sessions', { cookie })).json();
      return items.map((session: { id: string }) => session.id);
    };
    const [id = ''] = await idsOf(holder.cookie);
    expect(await idsOf(other.cookie)).not.toContain(id);
    const end = async ({ cookie }: { cookie: string }, session = id) => {
      const response = await callApi(`/api/v1/sessions/${session}`, { method: 'DELETE', cookie });
      return [response.status, await response.text()];
    };
    expect(await end(other)).toEqual(await end(other, newId()));
    expect(await status(holder.cookie)).toBe(200);
    expect((await end(holder))[0]).toBe(204);
    expect(await status(holder.cookie)).toBe(401);
    expect(await status(other.cookie)).toBe(200);
  });

  it('ends after 12 hours without use, and after 30 days of use', async () => {
    const idle = await signIn();
    const used = await signIn();
    for (let elapsed = 0; elapsed < 29 * 24; elapsed += 11) {
      expect(await status(used)).toBe(200);
      portal.advance(11 * hour);
    }
    expect(await status(idle)).toBe(401);
    expect(await status(used)).toBe(200);
    portal.advance(11 * hour);
    await status(used);
    portal.advance(11 * hour);
    await status(used);
    portal.advance(11 * hour);
    expect(await status(used)).toBe(401);
  });
});
