import { and, desc, eq, gt } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillPath } from '#lib/api/client.ts';
import { type Operation, operations } from '#lib/api/operations.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import type { AuditPage } from '#lib/audit/audit-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { deeds, type Prepare } from '#server/testing/deeds.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';

const { auditEvents } = schema;
let portal: TestPortal;
beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

/** What changes nothing that belongs to a workspace, and hands out nothing. */
const outside: Partial<Record<OperationId, string>> = {
  createNonce: 'whoever asks is nobody yet; the nonce alone opens nothing',
  readInvitation: 'a POST only to keep the code out of addresses; it changes nothing',
  openShare: "in the link's own log; it tells names and hands out no key",
  openDataRequest: "in the link's own log; it tells what is asked for and hands out no key",
  listSubmissionBlocks: 'a POST only to keep the code out of addresses; it changes nothing',
  getShareCroissant: "in the link's own log; it tells names and hands out no key",
  downloadArchive: 'by a ticket that stands in the audit since it was handed out',
};

/** All that changes something, and what answers with bytes or the way to them instead of JSON. */
const accountable = (Object.keys(routes) as OperationId[]).filter((id) => {
  const { response }: Operation = operations[id];
  return routes[id].method !== 'GET' || !response;
});

describe('who did what to which thing, when and from where', () => {
  it('is told of every operation that changes something or hands out a key, but of those with a reason', () => {
    expect(Object.keys({ ...deeds, ...outside }).sort()).toEqual([...accountable].sort());
  });

  for (const [id, prepare] of Object.entries(deeds) as [keyof typeof deeds, Prepare][]) {
    it(`${id} leaves a line`, async () => {
      const member = await portal.createMember('Owner');
      const deed = await prepare(member, portal);
      const newest = await newestId();
      const path = fillPath(routes[id].path, { workspaceId: member.workspaceId, ...deed.params });
      const response = await callApi(path + (deed.search ?? ''), {
        method: routes[id].method,
        ...(deed.isAnonymous ? {} : { cookie: member.cookie }),
        ...(deed.body === undefined ? {} : { body: deed.body }),
        headers: { 'x-forwarded-for': '198.51.100.7', ...deed.headers },
      });
      await deed.after?.();
      expect(response.status, await response.clone().text()).toBe(operations[id].status);
      const workspaceId = deed.toldIn ? deed.toldIn(await response.json()) : member.workspaceId;
      const lines = await linesSince(newest, workspaceId);
      expect(lines.map(({ action }) => action)).toContain(deed.action);
      const line = lines.find(({ action }) => action === deed.action);
      expect(line).toMatchObject({ address: '198.51.100.7', at: expect.any(Date) });
      expect(line?.actor).toMatch(deed.by ?? new RegExp(`^user:${member.userId}$`));
      expect(line?.actorName).not.toBe('');
      expect(line?.subject).toBe(deed.subject ?? line?.subject);
      expect(line?.subject).toMatch(/^[0-9a-f]{32}$/);
    });
  }
});

async function newestId(): Promise<number> {
  const [row] = await portal.parts.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
  return row?.id ?? 0;
}

function linesSince(newest: number, workspaceId: string) {
  return portal.parts.db
    .select()
    .from(auditEvents)
    .where(and(gt(auditEvents.id, newest), eq(auditEvents.workspaceId, workspaceId)));
}

describe('the list', () => {
  const page = async (member: Member, search = ''): Promise<AuditPage> => {
    const response = await callApi(`/api/v1/workspaces/${member.workspaceId}/audit${search}`, member);
    return (await response.json()) as AuditPage;
  };

  it('names what still is in the workspace, and nothing of what is gone or elsewhere', async () => {
    const member = await portal.createMember('Owner');
    const dataset = await uploadDataset(member, 'a\n1\n', { name: 'Gauges' });
    const { items } = await page(member, '?action=dataset.');
    expect(items).toMatchObject([
      { subject: dataset.id, thing: { kind: 'dataset', name: 'Gauges' }, address: '127.0.0.1' },
    ]);
    await portal.parts.db.delete(schema.datasets).where(eq(schema.datasets.id, dataset.id));
    expect((await page(member, '?action=dataset.')).items).toMatchObject([{ thing: null }]);
  });

  it('is filtered by who, what, which thing and when, and paged', async () => {
    const member = await portal.createMember('Owner');
    const other = await portal.createMember('User', member.workspaceId);
    for (const who of [member, other]) await uploadDataset(who, 'a\n1\n', { name: who.userId });
    const whole = (await page(member)).items;
    expect(whole.map(({ action }) => action)).toEqual([
      'dataset.create',
      'upload.reserve',
      'dataset.create',
      'upload.reserve',
    ]);
    const name = encodeURIComponent(other.ctx.actor.displayName.toUpperCase());
    expect((await page(member, `?actor=${name}`)).items).toEqual(whole.slice(0, 2));
    expect((await page(member, `?subject=${whole[2]?.subject}`)).items).toEqual([whole[2]]);
    expect((await page(member, `?from=${whole[1]?.at}&to=${whole[0]?.at}`)).items).not.toContainEqual(
      whole[0],
    );
    const first = await page(member, '?limit=3');
    expect(first.items).toEqual(whole.slice(0, 3));
    expect(await page(member, `?limit=3&cursor=${first.nextCursor}`)).toEqual({
      items: whole.slice(3),
      nextCursor: null,
    });
  });

  it('refuses filters that no database can compare, and says which', async () => {
    const member = await portal.createMember('Owner');
    const year0 = '0000-01-01T00:00:00Z';
    for (const [field, value] of [
      ['actor', '%00'],
      ['action', '%00'],
      ['subject', '%00'],
      ['from', year0],
      ['to', year0],
    ])
      for (const path of ['audit?', 'audit/export?format=csv&']) {
        const response = await callApi(
          `/api/v1/workspaces/${member.workspaceId}/${path}${field}=${value}`,
          member,
        );
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ code: 'bad_request', field });
      }
  });

  it('is exported whole with the same filters, formulas made harmless in CSV', async () => {
    const member = await portal.createMember('Owner');
    await uploadDataset(member, 'a\n1\n', { name: 'Gauges' });
    const displayName = '=1+1';
    await callApi('/api/v1/session', { method: 'PATCH', cookie: member.cookie, body: { displayName } });
    await callApi(`/api/v1/workspaces/${member.workspaceId}`, {
      method: 'PATCH',
      cookie: member.cookie,
      body: { name: 'Other' },
    });
    const from = (format: string) =>
      callApi(
        `/api/v1/workspaces/${member.workspaceId}/audit/export?action=workspace.&format=${format}`,
        member,
      );
    const csv = await (await from('csv')).text();
    expect(csv).toMatch(/^at,actor,actorName,action,subject,address,details\r\n/);
    expect(csv).toContain(`,'=1+1,workspace.rename,`);
    const lines = (await (await from('ndjson')).text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).action)).toEqual(['workspace.rename']);
  });
});
