import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#lib/identity/session-schema.ts';
import type { SignInLink } from '#lib/users/user-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';
import { callApi, createTestPortal, type TestPortal } from '#server/testing/index.ts';

const { users } = schema;
let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

async function signInBy({ url }: SignInLink): Promise<Session> {
  const code = new URL(url).hash.slice(1);
  const response = await callApi('/api/v1/session', { method: 'POST', body: { code } });
  expect(response.status).toBe(201);
  return (await response.json()) as Session;
}

describe("an operator's sign-in link", () => {
  const code = newCode();
  const ask = (bearer: string, body: unknown = {}) =>
    callApi('/api/v1/operator/sign-in-link', {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${bearer}`, origin: '', 'sec-fetch-site': '' },
    });

  it('is for who holds the code of this start alone', async () => {
    await portal.createMember('Owner');
    const owner = await portal.createMember('Owner');
    expect((await ask(code)).status).toBe(401);
    Object.assign(portal.config, { operatorDigest: digestOf(code) });
    expect((await ask(newCode())).status).toBe(401);
    expect((await ask('')).status).toBe(401);
    expect((await ask(await portal.tokenOf(owner.workspaceId))).status).toBe(401);
    expect((await ask(code)).status).toBe(201);
  });

  it('finds a person by e-mail address, whatever its case; nobody and several are refused', async () => {
    const owner = await portal.createMember('Owner');
    await portal.parts.db.insert(users).values([
      { id: 'a'.repeat(32), displayName: 'Ana', email: 'Ana@Example.org', createdAt: portal.parts.now() },
      { id: 'b'.repeat(32), displayName: 'Ben', email: 'two@example.org', createdAt: portal.parts.now() },
      { id: 'c'.repeat(32), displayName: 'Bo', email: 'TWO@example.org', createdAt: portal.parts.now() },
    ]);
    expect(owner.userId).toBeTruthy();
    const found = await ask(code, { email: 'ana@example.org' });
    expect((await signInBy((await found.json()) as SignInLink)).user.displayName).toBe('Ana');
    expect((await ask(code, { email: 'nobody@example.org' })).status).toBe(404);
    expect((await ask(code, { email: 'two@example.org' })).status).toBe(409);
  });
});
