import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { schema } from '#server/platform/db/index.ts';
import { callApi, createTestPortal, type TestPortal } from '#server/testing/index.ts';
import { startTokenIssuer, type TokenIssuer } from '#server/testing/token-issuer.ts';

const clientId = 'portal-client';
const tenantId = '11111111-1111-4111-8111-111111111111';
let portal: TestPortal;
let issuer: TokenIssuer;
let address = 0;

beforeAll(async () => {
  portal = await createTestPortal();
});
beforeEach(async () => {
  issuer = await startTokenIssuer();
  useProvider(issuer.authority);
});
afterEach(async () => {
  vi.useRealTimers();
  await issuer.close();
});
afterAll(() => portal.close());

function useProvider(authority: string, tenant?: string) {
  const kind = tenant ? 'entra' : 'oidc';
  portal.config.provider = { kind, authority, clientId, tenantId: tenant };
}

/** From another address each time: the limit of tries is not what is tested here. */
function post(path: string, body?: unknown) {
  address += 1;
  const headers = { 'x-forwarded-for': `10.0.${address >> 8}.${address & 255}` };
  return callApi(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
}

async function newNonce(): Promise<string> {
  const response = await post('/api/v1/sign-in/nonce');
  expect(response.status).toBe(201);
  return ((await response.json()) as { nonce: string }).nonce;
}

const present = (idToken: string) => post('/api/v1/sign-in/provider', { idToken });
const seconds = () => Math.floor(Date.now() / 1000);

/** The claims of an honest ID token, with a fresh nonce. */
async function claims(changed: Record<string, unknown> = {}) {
  const now = seconds();
  const honest = { iss: issuer.authority, aud: clientId, sub: 'ada', name: 'Ada', email: 'ada@example.org' };
  return { ...honest, iat: now, exp: now + 3600, nonce: await newNonce(), ...changed };
}

async function expectRefusal(idToken: string) {
  const refusals = () => portal.logged().match(/"credential":"ID token"/g)?.length ?? 0;
  const before = refusals();
  const response = await present(idToken);
  expect(refusals()).toBe(before + 1);
  expect(response.status).toBe(401);
  expect(response.headers.get('set-cookie')).toBeNull();
  // One answer for all: it teaches nothing about which check failed.
  expect(await response.json()).toMatchObject({
    code: 'not_signed_in',
    detail: 'The sign-in was not accepted; sign in again.',
  });
}

async function personOf(response: Response) {
  expect(response.status).toBe(201);
  return ((await response.json()) as { user: { id: string; displayName: string; email: string | null } })
    .user;
}

describe('an ID token', () => {
  it('signs in whom it proves, with a session cookie', async () => {
    const response = await present(await issuer.sign(await claims()));
    expect(response.headers.get('set-cookie')).toMatch(/^sluice=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax;/);
    expect(await personOf(response)).toMatchObject({ displayName: 'Ada', email: 'ada@example.org' });
  });

  it('names its owner by what people can see of the name', async () => {
    const name = 'A\u200bda\u202e';
    const seen = await present(await issuer.sign(await claims({ sub: 'seen', name })));
    expect(await personOf(seen)).toMatchObject({ displayName: 'Ada' });
    const blank = await present(await issuer.sign(await claims({ sub: 'blank', name: '\u3164 \u200b' })));
    expect(await personOf(blank)).toMatchObject({ displayName: 'ada@example.org' });
  });

  it.each([
    ['of another audience', { aud: 'another-client' }],
    ['of another issuer', { iss: 'https://evil.example.org' }],
    ['issued to another client', { azp: 'another-client' }],
    ['for several audiences that does not say issued to whom', { aud: [clientId, 'another-client'] }],
    ['with a nonce that is none of ours', { nonce: 'x'.repeat(43) }],
    ['without a nonce', { nonce: undefined }],
    ['without a subject', { sub: undefined }],
    ['that has expired', { iat: seconds() - 500, exp: seconds() - 120 }],
    ['that never expires', { exp: undefined }],
    ['issued too long ago', { iat: seconds() - 900 }],
    ['of the future', { iat: seconds() + 900 }],
    ['not valid yet', { nbf: seconds() + 900 }],
  ])('%s is refused', async (_, changed) => {
    await expectRefusal(await issuer.sign(await claims(changed)));
  });

  it('without a signature (alg: none) is refused', async () => {
    await expectRefusal(new UnsecuredJWT(await claims()).encode());
  });

  it('signed by HS256 with the public key as the secret is refused', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(await issuer.publicKey()));
    const header = { alg: 'HS256', kid: issuer.keyId() };
    await expectRefusal(await new SignJWT(await claims()).setProtectedHeader(header).sign(secret));
  });

  it('signed by a key the provider never published is refused', async () => {
    await expectRefusal(await issuer.signByForeignKey(await claims()));
  });

  it('whose claims were changed after signing is refused', async () => {
    const [header, , signature] = (await issuer.sign(await claims())).split('.');
    const forged = Buffer.from(JSON.stringify(await claims({ sub: 'eve' }))).toString('base64url');
    await expectRefusal([header, forged, signature].join('.'));
  });

  it.each(['x', 'a.b.c', '..', 'x'.repeat(19_000)])('that is none (%#) is refused', async (idToken) => {
    await expectRefusal(idToken);
  });

  it('is taken once, also when it comes twenty times at once', async () => {
    const idToken = await issuer.sign(await claims());
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await present(idToken)).status),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    await expectRefusal(idToken);
  });

  it('cannot reuse the nonce of another token', async () => {
    const first = await claims();
    expect((await present(await issuer.sign(first))).status).toBe(201);
    await expectRefusal(await issuer.sign({ ...(await claims()), nonce: first.nonce }));
  });

  it('comes too late after 15 minutes', async () => {
    const late = await claims();
    portal.advance(16 * 60_000);
    await expectRefusal(await issuer.sign(late));
  });

  it('is in no log', async () => {
    const idToken = await issuer.sign(await claims());
    await present(idToken);
    await present(idToken);
    expect(portal.logged()).not.toContain(idToken.slice(-40));
  });
});

describe('a tenant of Entra', () => {
  it('lets in its own people alone, also where another tenant shares the keys', async () => {
    await issuer.close();
    issuer = await startTokenIssuer(`/${tenantId}/v2.0`);
    useProvider(issuer.authority, tenantId);
    await expectRefusal(await issuer.sign(await claims({ tid: '22222222-2222-4222-8222-222222222222' })));
    await expectRefusal(await issuer.sign(await claims()));
    const iss = issuer.authority.replace(tenantId, '22222222-2222-4222-8222-222222222222');
    await expectRefusal(await issuer.sign(await claims({ iss, tid: tenantId })));
    expect((await present(await issuer.sign(await claims({ tid: tenantId })))).status).toBe(201);
  });

  it('tells the browser no endpoints: MSAL knows them', async () => {
    useProvider(`https://login.microsoftonline.com/${tenantId}/v2.0`, tenantId);
    expect(await (await callApi('/api/v1/sign-in')).json()).toMatchObject({
      provider: { label: 'Microsoft', kind: 'entra', metadata: null },
    });
  });
});

describe('a person', () => {
  it('is found again by issuer and subject, under the name the provider has by now', async () => {
    const first = await personOf(await present(await issuer.sign(await claims({ sub: 'grace' }))));
    const renamed = await claims({ sub: 'grace', name: 'Grace H.', email: 'grace@example.org' });
    const again = await personOf(await present(await issuer.sign(renamed)));
    expect(again).toEqual({ id: first.id, displayName: 'Grace H.', email: 'grace@example.org' });
  });

  it('is never found by an e-mail address', async () => {
    const email = 'same@example.org';
    const one = await personOf(await present(await issuer.sign(await claims({ sub: 'one', email }))));
    const two = await personOf(await present(await issuer.sign(await claims({ sub: 'two', email }))));
    expect(two.id).not.toBe(one.id);
  });

  it('becomes one person, however many times somebody new signs in at once', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 5 }, async () => issuer.sign(await claims({ sub: 'hasty' }))),
    );
    const people = await Promise.all(tokens.map(async (idToken) => personOf(await present(idToken))));
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
    const rows = await portal.parts.db.select().from(schema.identities);
    expect(
      rows.filter(({ subject, issuer: of }) => subject === 'hasty' && of === issuer.authority),
    ).toHaveLength(1);
  });
});

describe('the provider', () => {
  it('being away is told as such, not as a wrong token, and forgotten when it is back', async () => {
    const idToken = await issuer.sign(await claims());
    issuer.answerWith(500);
    for (const response of [await present(idToken), await callApi('/api/v1/sign-in')]) {
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await response.json()).toMatchObject({ code: 'unavailable' });
    }
    issuer.answerWith(200);
    expect((await present(idToken)).status).toBe(201);
  });

  it('being away for its keys alone is told as such too, and takes no nonce', async () => {
    const idToken = await issuer.sign(await claims());
    expect((await callApi('/api/v1/sign-in')).status).toBe(200);
    issuer.answerWith(500);
    expect((await present(idToken)).status).toBe(503);
    issuer.answerWith(200);
    expect((await present(idToken)).status).toBe(201);
  });

  it('may change its key', async () => {
    expect((await present(await issuer.sign(await claims()))).status).toBe(201);
    await issuer.rotate();
    // Keys are asked for anew half a minute after the last time at the earliest.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    expect((await present(await issuer.sign(await claims()))).status).toBe(201);
  });

  it('that tells of another issuer is not believed', async () => {
    useProvider(`${issuer.authority}/`);
    expect((await callApi('/api/v1/sign-in')).status).toBe(503);
  });
});

it('nonces are limited by address, apart from tries to sign in', async () => {
  const headers = { 'x-forwarded-for': '10.9.9.9' };
  const ask = (path: string, body?: object) => callApi(path, { method: 'POST', headers, body });
  const asked = await Promise.all(Array.from({ length: 125 }, () => ask('/api/v1/sign-in/nonce')));
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(5);
  expect((await ask('/api/v1/sign-in/provider', { idToken: 'x' })).status).toBe(401);
});

it('without a provider set, no ID token is taken', async () => {
  const idToken = await issuer.sign(await claims());
  portal.config.provider = undefined;
  await expectRefusal(idToken);
  expect(await (await callApi('/api/v1/sign-in')).json()).toEqual({
    portalUrl: portal.config.publicUrl,
    provider: null,
  });
});
