import { getTableName, isTable } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fillPath } from '#lib/api/client.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import { makeSignInLink } from '#server/identity/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { deeds } from '#server/testing/deeds.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  testOrigin,
} from '#server/testing/index.ts';

let portal: TestPortal;
let member: Member;

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('Owner');
});
afterEach(() => {
  portal.config.publicUrl = testOrigin;
});
afterAll(() => portal.close());

async function signIn(headers: Record<string, string> = {}): Promise<Response> {
  const { url } = await makeSignInLink(portal.parts, portal.parts.db, member.userId);
  const body = { code: new URL(url).hash.slice(1) };
  const response = await callApi('/api/v1/session', { method: 'POST', body, headers });
  expect(response.status).toBe(201);
  return response;
}

const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const statusOf = async (cookie: string) => (await callApi('/api/v1/session', { cookie })).status;

describe('the session cookie', () => {
  it('is bound to the host and to https, where the portal is reached by https', async () => {
    portal.config.publicUrl = 'https://data.example.org';
    const response = await signIn({ origin: 'https://data.example.org' });
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-sluice=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/,
    );
    const cookie = cookieOf(response);
    expect(await statusOf(cookie)).toBe(200);
    expect(await statusOf(cookie.replace('__Host-', ''))).toBe(401);
  });

  it('has a new code at each sign-in, whatever the browser sent along', async () => {
    const planted = `sluice=${'x'.repeat(43)}`;
    const own = member.cookie;
    for (const sent of [planted, own]) {
      const fresh = cookieOf(await signIn({ cookie: sent }));
      expect(fresh).not.toBe(sent);
      expect(await statusOf(fresh)).toBe(200);
    }
    expect(await statusOf(planted)).toBe(401);
  });
});

/** All rows but those that tell of the asking itself. */
async function rows(): Promise<string> {
  const aside = ['audit_events', 'sessions', 'users'];
  const lists: unknown[] = [];
  for (const table of Object.values(schema))
    if (isTable(table) && !aside.includes(getTableName(table)))
      lists.push(await portal.parts.db.select().from(table));
  return JSON.stringify(lists);
}

it('no GET changes anything, also one that another site sends the browser to', async () => {
  const [dataset, output, upload] = [
    await deeds.deleteDataset(member, portal),
    await deeds.issueOutputKey(member, portal),
    await deeds.cancelUpload(member, portal),
  ];
  const ids = { ...dataset.params, ...output.params, ...upload.params };
  const before = await rows();
  for (const id of Object.keys(routes) as OperationId[]) {
    if (routes[id].method !== 'GET') continue;
    const path = fillPath(routes[id].path, { workspaceId: member.workspaceId, ...ids, n: 1, ticket: 'x' });
    const search = id === 'exportAudit' ? '?format=csv' : '?_method=DELETE';
    const headers = {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
      'x-http-method-override': 'DELETE',
      'x-method-override': 'DELETE',
    };
    const response = await callApi(path + search, { cookie: member.cookie, headers });
    // 401 is what a link answers that does not open.
    expect([200, 302, 401, 404], id).toContain(response.status);
    await response.text();
  }
  expect(await rows()).toBe(before);
});
