import { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataRequestView, Submission } from '#lib/shares/data-request-schema.ts';
import type { ReservedUpload } from '#lib/transfers/upload-schema.ts';
import { schema } from '#server/platform/db/index.ts';
import { sweepOnce } from '#server/sweeper.ts';
import {
  beginSubmission,
  bytesOf,
  callApi,
  commitContent,
  createTestPortal,
  inHours,
  type Member,
  requestData,
  shareDataset,
  submit,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { sweepUploads } from '#server/transfers/index.ts';
import { bytesOf as bytesKept } from '#server/workspaces/index.ts';
import { purgeSubmissions } from './index.ts';

const { shares, uploads, workspaces } = schema;
const day = 24 * 3_600_000;
const bytes = (text: string) => new TextEncoder().encode(text);
let portal: TestPortal;
let owner: Member;
beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner');
});
afterAll(() => portal.close());

const post = (path: string, body: unknown) => callApi(`/api/v1/requests/${path}`, { method: 'POST', body });
const asMember = (member: Member, method: string, rest: string, body?: unknown) =>
  callApi(`/api/v1/workspaces/${member.workspaceId}/${rest}`, { method, cookie: member.cookie, body });
const file = { sender: 'Ada', fileName: 'sent.csv', dataTypeId: 'GenericCSV', size: 4 };

async function open(code: string, password?: string): Promise<DataRequestView> {
  return (await (await post('open', { code, password })).json()) as DataRequestView;
}

async function waiting(member: Member): Promise<Submission[]> {
  const response = await asMember(member, 'GET', 'submissions');
  return ((await response.json()) as { items: Submission[] }).items;
}

describe('a link to receive data', () => {
  it('a file that comes again becomes a version of the dataset that the first one became', async () => {
    const member = await portal.createMember('User');
    const { code } = await requestData(member);
    const accept = async (content: string, body: object) => {
      const submissionId = await submit(member, content, code);
      const answer = await asMember(member, 'POST', `submissions/${submissionId}/accept`, body);
      return { status: answer.status, body: await answer.json() };
    };
    const { dataset } = (await accept('a\n1\n', { name: 'Gauges' })).body as { dataset: { id: string } };
    expect(await accept('a\n2\n', { name: 'Gauges' })).toMatchObject({
      status: 409,
      body: { code: 'name_taken', datasetId: dataset.id, detail: expect.stringContaining('new version') },
    });
    const [again] = await waiting(member);
    const versions = `submissions/${again?.id}/accept`;
    const both = { name: 'Other', datasetId: dataset.id };
    expect((await asMember(member, 'POST', versions, both)).status).toBe(400);
    const stranger = await uploadDataset(await portal.createMember('Owner'), 'x');
    expect((await asMember(member, 'POST', versions, { datasetId: stranger.id })).status).toBe(404);
    const second = await asMember(member, 'POST', versions, { datasetId: dataset.id });
    expect(await second.json()).toMatchObject({ dataset: { id: dataset.id, name: 'Gauges', version: 2 } });
    expect(await waiting(member)).toEqual([]);
  });

  it('takes a file from somebody without an account, which a member makes a dataset', async () => {
    const member = await portal.createMember('User');
    const { code } = await requestData(member, { note: 'Please by Friday' });
    expect(await open(code)).toMatchObject({
      ...{ title: 'Gauges', note: 'Please by Friday', filesLeft: 3 },
      askedBy: expect.stringMatching(/^User [0-9a-f]{4}$/),
    });
    const submissionId = await submit(member, 'a\n1\n', code);
    expect((await open(code)).filesLeft).toBe(2);
    expect(await waiting(member)).toMatchObject([
      { id: submissionId, sender: 'Ada', fileName: 'sent.csv', size: 4, requestTitle: 'Gauges' },
    ]);
    const datasets = await asMember(member, 'GET', 'datasets');
    expect(await datasets.json()).toMatchObject({ total: 0 });

    await uploadDataset(member, 'x', { name: 'Taken' });
    const accept = (name: string) => asMember(member, 'POST', `submissions/${submissionId}/accept`, { name });
    expect((await accept('Taken')).status).toBe(409);
    const accepted = await accept('Sent by Ada');
    const { dataset } = (await accepted.json()) as { dataset: { id: string } };
    expect(await waiting(member)).toEqual([]);
    expect((await accept('Again')).status).toBe(404);
    const key = await asMember(member, 'POST', `datasets/${dataset.id}/versions/1/read-key`, {
      purpose: 'download',
    });
    const { url } = (await key.json()) as { url: string };
    expect(await (await fetch(url)).text()).toBe('a\n1\n');
  });

  it('gives keys that write one blob and neither read, list nor reach another', async () => {
    const { reserved } = await beginSubmission(owner);
    const { reserved: other } = await beginSubmission(owner);
    await commitContent(reserved.key.url, bytes('a\n1\n'));
    const sas = new URL(reserved.key.url).search;
    expect(new URLSearchParams(sas).get('sp')).toBe('cw');
    await expect(new BlockBlobClient(reserved.key.url).download()).rejects.toMatchObject({ statusCode: 403 });
    const elsewhere = new URL(other.key.url);
    elsewhere.search = sas;
    const write = new BlockBlobClient(elsewhere.href).upload('x', 1);
    await expect(write).rejects.toMatchObject({ statusCode: 403 });
    const container = new ContainerClient(reserved.key.url.replace(/\/[0-9a-f]{32}\/[0-9a-f]{32}\?/, '?'));
    await expect(container.listBlobsFlat().next()).rejects.toMatchObject({ statusCode: 403 });
  });

  it('hands a key out as often as it is asked for one, and tells of it once in five minutes', async () => {
    const { by, reserved } = await beginSubmission(owner);
    const renew = async (times: number) => {
      const answers = Array.from({ length: times }, () => post(`uploads/${reserved.id}/key`, by));
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 201));
      const { auditEvents } = schema;
      const ofUpload = and(eq(auditEvents.subject, reserved.id), eq(auditEvents.action, 'upload.renew-key'));
      return portal.parts.db.$count(auditEvents, ofUpload);
    };
    expect(await renew(20)).toBe(1);
    portal.advance(5 * 60_000);
    expect(await renew(20)).toBe(2);
    portal.advance(-5 * 60_000);
  });

  it('what arrived cannot be changed by a key that still lives', async () => {
    const { by, reserved } = await beginSubmission(owner);
    const etag = await commitContent(reserved.key.url, bytes('a\n1\n'));
    const confirm = () => post(`uploads/${reserved.id}/confirm`, { ...by, etag });
    const first = await (await confirm()).json();
    await new BlockBlobClient(reserved.key.url).upload('evil', 4);
    expect(await (await confirm()).json()).toEqual(first);
    expect((await post(`uploads/${reserved.id}/key`, by)).status).toBe(409);
    portal.advance(2 * 3_600_000);
    await sweepUploads(portal.parts);
    portal.advance(-2 * 3_600_000);
    const accepted = await asMember(owner, 'POST', `submissions/${reserved.id}/accept`, { name: 'As sent' });
    expect(await accepted.json()).toMatchObject({ dataset: { size: 4 } });
    const [row] = await portal.parts.db.select().from(uploads).where(eq(uploads.id, reserved.id));
    const kept = await portal.parts.blobs.read(row?.blobKey ?? '', row?.snapshot ?? '');
    expect(await new Response(kept).text()).toBe('a\n1\n');
  });

  it('goes on after a reload by what storage has, by its own uploads alone', async () => {
    const { by, reserved } = await beginSubmission(owner);
    await new BlockBlobClient(reserved.key.url).stageBlock('MDAwMDAw', bytes('a\n1\n'), 4);
    const { ticket } = await open(by.code);
    const again = { code: by.code, ticket };
    const blocks = await post(`uploads/${reserved.id}/blocks`, again);
    expect(await blocks.json()).toMatchObject({ committed: null, blocks: [{ size: 4 }] });
    expect((await post(`uploads/${reserved.id}/key`, again)).status).toBe(201);
    const { by: others } = await beginSubmission(owner);
    for (const what of ['blocks', 'key', 'cancel'])
      expect((await post(`uploads/${reserved.id}/${what}`, others)).status).toBe(404);
    const bearer = { authorization: `Bearer ${await portal.tokenOf(owner.workspaceId)}` };
    const path = `/api/v1/workspaces/${owner.workspaceId}/uploads/${reserved.id}`;
    expect((await callApi(path, { headers: bearer })).status).toBe(404);
    expect((await callApi(path, { cookie: owner.cookie })).status).toBe(404);
    expect((await post(`uploads/${reserved.id}/cancel`, again)).status).toBe(204);
  });

  it('holds what is sent against its limits of size, type and count; ten at once for the last place, one gets it', async () => {
    const { code } = await requestData(owner, { maxFiles: 1, dataTypeIds: ['GenericCSV'] });
    const { ticket } = await open(code);
    const reserve = (more: object) => post('uploads', { code, ticket, ...file, ...more });
    expect((await reserve({ size: 1001 })).status).toBe(413);
    expect((await reserve({ dataTypeId: 'Zip' })).status).toBe(400);
    const answers = await Promise.all(Array.from({ length: 10 }, () => reserve({})));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    const won = answers.find(({ status }) => status === 201);
    if (!won) throw new Error('one of them got the place');
    const { id, key } = (await won.json()) as ReservedUpload;
    expect((await open(code)).filesLeft).toBe(0);
    const etag = await commitContent(key.url, bytes('a\n1\n'));
    const confirm = () => post(`uploads/${id}/confirm`, { code, ticket, etag });
    expect([(await confirm()).status, (await confirm()).status]).toEqual([200, 200]);
    const closed = await bytesOf(await post('open', { code }));
    expect(closed).toBe(await bytesOf(await post('open', { code: 'unknown' })));
  });

  it('takes no end of uploads that are begun and given up: ten for each file it may get', async () => {
    const { id, code } = await requestData(owner, { maxFiles: 1 });
    const { ticket } = await open(code);
    for (let round = 0; round < 10; round++) {
      const reserved = (await (await post('uploads', { code, ticket, ...file })).json()) as ReservedUpload;
      expect((await post(`uploads/${reserved.id}/cancel`, { code, ticket })).status).toBe(204);
    }
    const refused = await post('uploads', { code, ticket, ...file });
    expect(refused.status).toBe(409);
    expect(((await refused.json()) as { detail: string }).detail).toMatch(/^Too many uploads were begun/);
    expect(await portal.parts.db.$count(uploads, eq(uploads.requestId, id))).toBe(10);
  });

  it('threat 15: whatever does not open is answered alike, byte for byte', async () => {
    const password = 'correct horse battery';
    const wrong = { password: 'not this one' };
    const closed = {
      expired: await requestData(owner),
      revoked: await requestData(owner),
      'used up': await requestData(owner, { maxFiles: 1 }),
      'without its password': await requestData(owner, { password }),
      'with a wrong one': await requestData(owner, { password }),
      'a link to a dataset': await shareDataset(owner),
      unknown: { code: `sl_${'A'.repeat(24)}`, id: '' },
    };
    await submit(owner, 'a\n1\n', closed['used up'].code);
    const tickets = new Map<string, string>();
    for (const what of ['expired', 'revoked'] as const)
      tickets.set(what, (await open(closed[what].code)).ticket);
    await portal.parts.db
      .update(shares)
      .set({ expiresAt: portal.parts.now() })
      .where(eq(shares.id, closed.expired.id));
    await asMember(owner, 'DELETE', `data-requests/${closed.revoked.id}`);
    const given = (what: string) => (what === 'with a wrong one' ? wrong : {});
    const ways = {
      open: (what: string, code: string) => post('open', { code, ...given(what) }),
      reserve: (what: string, code: string) =>
        post('uploads', { code, ticket: tickets.get(what) ?? 'x', ...file }),
      key: (what: string, code: string) =>
        post(`uploads/${'0'.repeat(32)}/key`, { code, ticket: tickets.get(what) ?? 'x' }),
    };
    for (const [way, send] of Object.entries(ways)) {
      const answers = new Set<string>();
      for (const [what, { code }] of Object.entries(closed)) {
        const response = await send(what, code);
        expect(response.status, `${way} ${what}`).toBe(404);
        answers.add(await bytesOf(response));
      }
      expect(answers.size, way).toBe(1);
    }
  });

  it('a ticket lasts as long as an upload begun within a day of it', async () => {
    const { code } = await requestData(owner, { expiresAt: inHours(24 * 40) });
    const { ticket } = await open(code);
    portal.advance(31 * day - 60_000);
    expect((await post('uploads', { code, ticket, ...file })).status).toBe(201);
    portal.advance(120_000);
    expect((await post('uploads', { code, ticket, ...file })).status).toBe(404);
    portal.advance(-31 * day - 60_000);
  });

  it('threat 9: refuses names of files that lead elsewhere or show as something else', async () => {
    const { code } = await requestData(owner);
    const { ticket } = await open(code);
    for (const fileName of ['../x', 'C:\\x', 'a\0b', 'a\u202Eb', 'a\u200Bb', 'a\r\nb', 'a'.repeat(1025)]) {
      const response = await post('uploads', { code, ticket, ...file, fileName });
      expect(response.status, JSON.stringify(fileName)).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'name_invalid' });
    }
    for (const sender of ['', ' ', 'a\r\nb', 'a'.repeat(101)])
      expect((await post('uploads', { code, ticket, ...file, sender })).status).toBe(400);
  });

  it('threat 16: refuses bodies that are too large, too deep or of another shape', async () => {
    for (const body of [
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      '{"__proto__":{"code":"x"}}',
      '[]',
      '{"code":1}',
    ])
      expect((await post('open', body)).status).toBe(400);
    expect((await post('open', { code: 'x'.repeat(1024 * 1024) })).status).toBe(413);
  });

  it('refuses a key and the confirm from the moment it is revoked', async () => {
    const { id, code } = await requestData(owner);
    const { by, reserved } = await beginSubmission(owner, 'a\n1\n', code);
    const etag = await commitContent(reserved.key.url, bytes('a\n1\n'));
    await asMember(owner, 'DELETE', `data-requests/${id}`);
    expect((await post(`uploads/${reserved.id}/key`, by)).status).toBe(404);
    expect((await post(`uploads/${reserved.id}/confirm`, { ...by, etag })).status).toBe(404);
    expect((await waiting(owner)).map((submission) => submission.id)).not.toContain(reserved.id);
  });

  it('is in the ledger with how many arrived and wait; and a link to a dataset is none', async () => {
    const member = await portal.createMember('Owner');
    const { id, code } = await requestData(member, { expiresAt: inHours(1) });
    await submit(member, 'a\n1\n', code);
    const list = async (search = '') => (await asMember(member, 'GET', `data-requests${search}`)).json();
    expect(await list()).toMatchObject({ total: 1, items: [{ id, received: 1, waiting: 1, state: 'open' }] });
    expect(await list('?state=expired')).toMatchObject({ total: 0 });
    const accesses = await asMember(member, 'GET', `shares/${id}/accesses`);
    expect(await accesses.json()).toMatchObject({ items: [{ what: 'upload' }, { what: 'open' }] });
    expect((await asMember(member, 'DELETE', `shares/${id}`)).status).toBe(404);
    expect((await callApi('/api/v1/shares/open', { method: 'POST', body: { code } })).status).toBe(404);
  });
});

describe('threat 17: the quota', () => {
  it('counts what awaits acceptance, and not what was declined', async () => {
    const member = await portal.createMember('Owner');
    await portal.parts.db
      .update(workspaces)
      .set({ quotaBytes: 6 })
      .where(eq(workspaces.id, member.workspaceId));
    const { code } = await requestData(member);
    const id = await submit(member, 'a\n1\n', code);
    expect(await bytesKept(portal.parts.db, member.workspaceId)).toBe(4);
    const { ticket } = await open(code);
    const refused = await post('uploads', { code, ticket, ...file });
    expect(await refused.json()).toMatchObject({ code: 'quota_exceeded' });
    expect((await asMember(member, 'DELETE', `submissions/${id}`)).status).toBe(204);
    expect(await bytesKept(portal.parts.db, member.workspaceId)).toBe(0);
    expect((await post('uploads', { code, ticket, ...file })).status).toBe(201);
  });

  it('whoever declares little and sends much is refused at the confirm, and the bytes are removed', async () => {
    const { by, reserved } = await beginSubmission(owner, 'a\n1\n');
    const etag = await commitContent(reserved.key.url, bytes('far more than was said'));
    const response = await post(`uploads/${reserved.id}/confirm`, { ...by, etag });
    expect(await response.json()).toMatchObject({ code: 'integrity' });
    const [row] = await portal.parts.db.select().from(uploads).where(eq(uploads.id, reserved.id));
    expect(row?.state).toBe('cancelled');
    expect(await portal.parts.blobs.inspect(row?.blobKey ?? '')).toBeUndefined();
  });

  it('what nobody accepts within 30 days is removed', async () => {
    const member = await portal.createMember('Owner');
    const id = await submit(member);
    portal.advance(29 * day);
    await purgeSubmissions(portal.parts);
    expect(await waiting(await sessionOf(member))).toHaveLength(1);
    portal.advance(2 * day);
    await purgeSubmissions(portal.parts);
    portal.advance(-31 * day);
    const [row] = await portal.parts.db.select().from(uploads).where(eq(uploads.id, id));
    expect(row?.state).toBe('cancelled');
    expect(await portal.parts.blobs.inspect(row?.blobKey ?? '')).toBeUndefined();
  });
});

it('a link that has ended is rid of what was begun and given up, and still tells what arrived', async () => {
  const member = await portal.createMember('Owner');
  // One that expires, one that is revoked, one that lives.
  const links = await Promise.all(
    [24, 240, 240].map((hours) => requestData(member, { expiresAt: inHours(hours) })),
  );
  for (const { code } of links) {
    await submit(member, 'a\n1\n', code);
    await beginSubmission(member, 'a\n1\n', code);
  }
  await asMember(member, 'DELETE', `data-requests/${links[1]?.id}`);
  const rows = () =>
    Promise.all(links.map(({ id }) => portal.parts.db.$count(uploads, eq(uploads.requestId, id))));
  await sweepOnce(portal.parts);
  expect(await rows()).toEqual([2, 2, 2]);
  portal.advance(4 * day);
  await sweepOnce(portal.parts);
  portal.advance(-4 * day);
  expect(await rows()).toEqual([1, 1, 2]);
  const listed = await asMember(await sessionOf(member), 'GET', 'data-requests');
  const { items } = (await listed.json()) as { items: { received: number }[] };
  expect(items.map(({ received }) => received)).toEqual([1, 1, 1]);
});

/** Sessions end within the weeks these tests skip. */
async function sessionOf({ workspaceId }: Member): Promise<Member> {
  return portal.createMember('Owner', workspaceId);
}
