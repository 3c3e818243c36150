import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Share, SharePage } from '#lib/shares/share-schema.ts';
import { deleteDataset, restoreDataset } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { readSecretKeys } from '#server/platform/secrets.ts';
import {
  callApi,
  createTestPortal,
  getAtLink,
  inHours,
  type Member,
  openAs,
  requestData,
  shareDataset,
  type TestPortal,
  viewOf,
} from '#server/testing/index.ts';
import { prepareLinks, revealShare } from './index.ts';

const { shares } = schema;
const password = 'correct horse battery';
let portal: TestPortal;
let owner: Member;
beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner');
});
afterAll(() => portal.close());

const ask = (member: Member, method: string, rest = '', body?: unknown) =>
  callApi(`/api/v1/workspaces/${member.workspaceId}/shares${rest}`, { method, cookie: member.cookie, body });
async function list(member: Member, search = ''): Promise<SharePage> {
  return (await (await ask(member, 'GET', search)).json()) as SharePage;
}

describe('the ledger', () => {
  it('the audit tells a link by its note as it was then', async () => {
    const member = await portal.createMember('Owner');
    const { id } = await shareDataset(member, { note: 'for the press' });
    await ask(member, 'PATCH', `/${id}`, { note: 'for everybody' });
    await ask(member, 'GET', `/${id}/accesses/export?format=csv`);
    await ask(member, 'DELETE', `/${id}`);
    const { auditEvents } = schema;
    const lines = await portal.parts.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.workspaceId, member.workspaceId))
      .orderBy(auditEvents.id);
    const told = lines.filter(({ action }) => action.startsWith('share.'));
    expect(told.map(({ action, details }) => [action, details.note])).toEqual([
      ['share.create', 'for the press'],
      ['share.update', 'for everybody'],
      ['share.export', 'for everybody'],
      ['share.revoke', 'for everybody'],
    ]);
  });

  it('shows all links of the workspace by state, dataset, maker and words, page by page', async () => {
    const member = await portal.createMember('Owner');
    const user = await portal.createMember('User', member.workspaceId);
    const open = await shareDataset(member, { note: 'for the press' });
    const revoked = await shareDataset(user);
    const ended = await shareDataset(user, { expiresAt: inHours(1) });
    await ask(user, 'DELETE', `/${revoked.id}`);
    portal.advance(2 * 3_600_000);
    const idsOf = async (search: string) => (await list(member, search)).items.map(({ id }) => id);
    try {
      expect(await idsOf('')).toEqual([ended.id, revoked.id, open.id]);
      expect(await idsOf('?state=open')).toEqual([open.id]);
      expect(await idsOf('?state=revoked')).toEqual([revoked.id]);
      expect(await idsOf('?state=expired')).toEqual([ended.id]);
      expect(await idsOf('?state=used-up')).toEqual([]);
      expect(await idsOf('?search=PRESS')).toEqual([open.id]);
      expect(await idsOf(`?datasetId=${ended.datasetId}`)).toEqual([ended.id]);
      expect(await idsOf(`?makerId=${user.userId}`)).toEqual([ended.id, revoked.id]);
      const first = await list(member, '?limit=2');
      expect(first).toMatchObject({ total: 3, items: [{ id: ended.id }, { id: revoked.id }] });
      expect(await idsOf(`?limit=2&cursor=${first.nextCursor}`)).toEqual([open.id]);
      expect((await ask(member, 'GET', '?cursor=nonsense')).status).toBe(400);
    } finally {
      portal.advance(-2 * 3_600_000);
    }
  });

  it('tells which links end before a moment', async () => {
    const member = await portal.createMember('Owner');
    const soon = await shareDataset(member, { expiresAt: inHours(24) });
    await shareDataset(member, { expiresAt: inHours(48) });
    const found = await list(member, `?endsBefore=${inHours(25)}`);
    expect(found).toMatchObject({ total: 1, items: [{ id: soon.id }] });
    expect((await ask(member, 'GET', '?endsBefore=0000-01-01T00:00:00Z')).status).toBe(400);
  });

  it('tells of open links that open nothing all the same, as long as that is so', async () => {
    const member = await portal.createMember('Owner');
    const { datasetId } = await shareDataset(member);
    await requestData(member);
    const path = `/api/v1/workspaces/${member.workspaceId}`;
    const closings = async () => {
      const pages = ['shares', 'data-requests'].map((rest) => callApi(`${path}/${rest}?state=open`, member));
      const answers = (await Promise.all(
        (await Promise.all(pages)).map((page) => page.json()),
      )) as SharePage[];
      return answers.flatMap(({ items }) => items.map(({ closedBy }) => closedBy));
    };
    const turn = (off: boolean) =>
      callApi(`${path}/share-policy`, {
        ...{ method: 'PUT', cookie: member.cookie },
        body: { maxLifetimeDays: null, passwordRequired: false, off },
      });
    expect(await closings()).toEqual([null, null]);
    await deleteDataset(member.ctx, { datasetId });
    expect(await closings()).toEqual(['dataset-deleted', null]);
    await turn(true);
    expect(await closings()).toEqual(['links-off', 'links-off']);
    await turn(false);
    await restoreDataset(member.ctx, { datasetId });
    expect(await closings()).toEqual([null, null]);
  });

  it('tells who used a link: when, address shortened, agent, what; and exports it with formulas made harmless', async () => {
    const { code, id } = await shareDataset(owner);
    await openAs(code);
    await callApi(`/s/${code}/download`, {
      headers: { 'x-forwarded-for': '198.51.100.77', 'user-agent': '=HYPERLINK("x")' },
    });
    const response = await ask(owner, 'GET', `/${id}/accesses`);
    const { items } = (await response.json()) as { items: unknown[] };
    expect(items).toMatchObject([
      { what: 'download', address: '198.51.100.0/24', agent: '=HYPERLINK("x")', path: 'readings.csv' },
      { what: 'open', address: '203.0.113.0/24', path: null },
    ]);
    const csv = await (await ask(owner, 'GET', `/${id}/accesses/export?format=csv`)).text();
    expect(csv).toMatch(/^at,address,agent,what,path\r\n/);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    const lines = (await (await ask(owner, 'GET', `/${id}/accesses/export?format=ndjson`)).text()).trim();
    expect(lines.split('\n').map((line) => JSON.parse(line).what)).toEqual(['download', 'open']);
    expect((await list(owner)).items.find((share) => share.id === id)).toMatchObject({
      uses: 2,
      downloads: 1,
      lastUsedAt: expect.any(String),
    });
  });

  it('lets a User change the own links alone, an Owner all', async () => {
    const user = await portal.createMember('User', owner.workspaceId);
    const [theirs, own] = [await shareDataset(owner), await shareDataset(user)];
    for (const [method, rest, body] of [
      ['PATCH', '', { note: 'mine' }],
      ['POST', '/reveal', undefined],
      ['DELETE', '', undefined],
    ] as const) {
      expect((await ask(user, method, `/${theirs.id}${rest}`, body)).status).toBe(403);
      expect((await ask(owner, method, `/${own.id}${rest}`, body)).status).toBeLessThan(300);
    }
    expect((await openAs(own.code)).status).toBe(404);
    expect((await ask(owner, 'PATCH', `/${own.id}`, { expiresAt: inHours(9) })).status).toBe(409);
  });

  it('shows a link again by a POST that is audited', async () => {
    const { id, url } = await shareDataset(owner);
    const response = await ask(owner, 'POST', `/${id}/reveal`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ url });
    const [row] = await portal.parts.db.select().from(shares).where(eq(shares.id, id));
    const [other] = await portal.parts.db.select().from(shares).limit(1);
    await portal.parts.db
      .update(shares)
      .set({ sealed: other?.sealed ?? '' })
      .where(eq(shares.id, id));
    expect((await ask(owner, 'POST', `/${id}/reveal`)).status).toBe(503);
    await portal.parts.db
      .update(shares)
      .set({ sealed: row?.sealed ?? '' })
      .where(eq(shares.id, id));
  });

  it('is sealed anew at the start, after which the older key is not needed', async () => {
    const { id, url } = await shareDataset(owner);
    const fresh = readSecretKeys(`new:${randomBytes(32).toString('base64')}`);
    await prepareLinks({
      ...portal.parts,
      config: { ...portal.config, secretKeys: [...fresh, ...portal.config.secretKeys] },
    });
    const ctx = { ...owner.ctx, config: { ...portal.config, secretKeys: fresh } };
    expect(await revealShare(ctx, { shareId: id })).toEqual({ url });
    await prepareLinks(portal.parts);
  });

  it('a link that is extended, limited otherwise or given a password follows at once', async () => {
    const { id, code } = await shareDataset(owner, { downloadLimit: 1 });
    await getAtLink(`${code}/download`);
    expect((await openAs(code)).status).toBe(404);
    const response = await ask(owner, 'PATCH', `/${id}`, {
      downloadLimit: 2,
      password,
      expiresAt: inHours(99),
    });
    expect((await response.json()) as Share).toMatchObject({ state: 'open', hasPassword: true });
    expect((await openAs(code)).status).toBe(404);
    expect((await viewOf(code, password)).downloadsLeft).toBe(1);
    await ask(owner, 'PATCH', `/${id}`, { downloadLimit: null, password: null });
    expect((await viewOf(code)).downloadsLeft).toBeNull();
  });
});

describe('the policy of a workspace', () => {
  it('caps the life of links, asks for passwords, and switches all of them off', async () => {
    const member = await portal.createMember('Owner');
    const path = `/api/v1/workspaces/${member.workspaceId}/share-policy`;
    const set = (body: unknown) => callApi(path, { method: 'PUT', cookie: member.cookie, body });
    const { code, datasetId, id } = await shareDataset(member);
    const create = (body: Record<string, unknown>) =>
      ask(member, 'POST', '', { datasetId, n: null, expiresAt: inHours(24), ...body });
    await set({ maxLifetimeDays: 7, passwordRequired: true, off: false });
    expect((await create({})).status).toBe(409);
    expect((await create({ password, expiresAt: inHours(24 * 8) })).status).toBe(400);
    expect((await create({ password, expiresAt: inHours(-1) })).status).toBe(400);
    expect((await create({ password })).status).toBe(201);
    expect((await ask(member, 'PATCH', `/${id}`, { expiresAt: inHours(48) })).status).toBe(409);
    expect((await openAs(code)).status).toBe(200);
    await set({ maxLifetimeDays: null, passwordRequired: false, off: true });
    expect((await create({})).status).toBe(409);
    expect((await openAs(code)).status).toBe(404);
    await set({ maxLifetimeDays: null, passwordRequired: false, off: false });
    expect((await openAs(code)).status).toBe(200);
    const user = await portal.createMember('User', member.workspaceId);
    expect((await callApi(path, { cookie: user.cookie })).status).toBe(200);
    expect((await callApi(path, { method: 'PUT', cookie: user.cookie, body: {} })).status).toBe(403);
  });
});

describe("a removed member's links", () => {
  it.each([
    ['keep', 200, 'the member'],
    ['revoke', 404, 'the member'],
    ['take-over', 200, 'the Owner'],
  ] as const)('with %s answer %i and are of %s', async (what, status, whose) => {
    const heir = await portal.createMember('Owner');
    const user = await portal.createMember('User', heir.workspaceId);
    const { code } = await shareDataset(user);
    const path = `/api/v1/workspaces/${heir.workspaceId}/members/${user.userId}?shares=${what}`;
    expect((await callApi(path, { method: 'DELETE', cookie: heir.cookie })).status).toBe(204);
    expect((await openAs(code)).status).toBe(status);
    const maker = whose === 'the Owner' ? heir : user;
    expect((await list(heir)).items).toMatchObject([{ maker: { id: maker.userId } }]);
  });
});
