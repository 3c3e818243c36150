import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { operations } from '#lib/api/operations.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import {
  callApi,
  createTestPortal,
  type Member,
  type TestPortal,
  testOrigin,
  uploadDataset,
} from '#server/testing/index.ts';
import { listTokens, regenerateToken } from '#server/tokens/index.ts';
import { removeMember, updateMember } from '#server/users/index.ts';

let portal: TestPortal;
let member: Member;
let uploads: string;

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('Owner');
  uploads = `/api/v1/workspaces/${member.workspaceId}/uploads`;
});
afterAll(() => portal.close());

const body = { name: 'Fresh', dataTypeId: 'Other', fileName: 'f', size: 1 };
const post = (headers: Record<string, string>, sent: unknown = body) =>
  callApi(uploads, { method: 'POST', cookie: member.cookie, body: sent, headers });

describe('requests from elsewhere', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['no origin', { origin: '' }],
    ['a look-alike', { origin: `${testOrigin}.evil.example` }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['a cross-site page', { 'sec-fetch-site': 'cross-site' }],
  ])('are refused: %s', async (_, headers) => {
    const response = await post(headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'cross_site' });
  });

  it('are refused by every operation that is no GET, whoever may do it and whatever it is sent', async () => {
    const changing = (Object.keys(routes) as OperationId[]).filter(
      (id) => routes[id].method !== 'GET' && operations[id].access !== 'operator',
    );
    expect(new Set(changing.map((id) => routes[id].method))).toEqual(
      new Set(['POST', 'PUT', 'PATCH', 'DELETE']),
    );
    const { workspaceId, cookie } = await portal.createMember('Owner');
    for (const id of changing) {
      const { method, path } = routes[id];
      const to = path.replace('{workspaceId}', workspaceId).replace(/\{\w+\}/g, '0'.repeat(32));
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      const response = await callApi(to, { method, cookie, headers });
      expect(response.status, id).toBe(403);
      expect(await response.json(), id).toMatchObject({ code: 'cross_site' });
    }
  });

  it.each([
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ])('are refused as "%s", which a page of another site can send without asking', async (type) => {
    const response = await post({ 'content-type': type });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'cross_site',
      detail: expect.stringContaining('application/json'),
    });
  });

  it('that carry a token cannot be those of another site: of another type they are told what to send', async () => {
    const authorization = `Bearer ${await portal.tokenOf(member.workspaceId)}`;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded', origin: '' };
    const response = await callApi(uploads, { method: 'POST', body, headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request' });
  });
});

it('a session counts also where the browser sends the password of a proxy in front along', async () => {
  const path = `/api/v1/workspaces/${member.workspaceId}`;
  const headers = { authorization: 'Basic dXNlcjpwYXNz' };
  expect((await callApi(path, { cookie: member.cookie, headers })).status).toBe(200);
  expect((await callApi(path, { headers })).status).toBe(401);
});

it('a workspace id that no id can be is an unknown workspace', async () => {
  const response = await callApi('/api/v1/workspaces/a%00b/datasets', { cookie: member.cookie });
  expect(response.status).toBe(404);
});

describe('sizes', () => {
  it('a body of 1 MiB and a byte is too large', async () => {
    const response = await post({}, JSON.stringify({ ...body, description: 'x'.repeat(1024 * 1024) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too_large' });
  });

  it.each([
    ['depth of 10,000', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['__proto__', '{"__proto__": {"name": "x"}, "dataTypeId": "Other", "fileName": "f", "size": 1}'],
    ['an array of 100,000', JSON.stringify(Array.from({ length: 100_000 }, () => 0))],
    ['half a document', '{"name": "x"'],
    ['a NUL in the description', JSON.stringify({ ...body, description: 'a\0b' })],
    [
      'a NUL in an owner of an import',
      JSON.stringify({ ...body, original: { createdAt: '2015-01-01T00:00:00Z', owner: 'a\0b' } }),
    ],
    [
      'a date no database has',
      JSON.stringify({ ...body, original: { createdAt: '0000-01-01T00:00:00Z', owner: 'a' } }),
    ],
    ['unknown fields', JSON.stringify({ ...body, surprise: true })],
    ['a size that is no whole number', JSON.stringify({ ...body, size: 1.5 })],
    ['both ways at once', JSON.stringify({ ...body, datasetId: '0'.repeat(32) })],
  ])('JSON with %s is a bad request with one sentence', async (_, text) => {
    const response = await post({}, text);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await response.json()) as { detail: string };
    expect(problem.detail).not.toBe('');
    expect(problem.detail).not.toMatch(/\n/);
  });

  it('a flood is slowed with Retry-After, and only for the one who floods', async () => {
    const flooder = await portal.createMember('User');
    const statuses = new Set<number>();
    let slowed: Response | undefined;
    for (let i = 0; i < 3100 && !slowed; i++) {
      const response = await callApi('/api/v1/workspaces/x', { cookie: flooder.cookie });
      statuses.add(response.status);
      if (response.status === 429) slowed = response;
    }
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await callApi('/api/v1/session', { cookie: member.cookie })).status).toBe(200);
  });
});

describe('a body that takes its time', () => {
  /** Sends all but the end of a body; `finish` sends that, once the request was admitted and the rest is waited for. */
  function sendSlowly(path: string, headers: { cookie?: string; authorization?: string }, sent: unknown) {
    const bytes = new TextEncoder().encode(JSON.stringify(sent));
    let stream: ReadableStream<Uint8Array> | undefined;
    const waitedFor = new Promise<ReadableStreamDefaultController<Uint8Array>>((resolve) => {
      const chunks = [bytes.subarray(0, 5)];
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        const chunk = chunks.shift();
        if (chunk) return controller.enqueue(chunk);
        resolve(controller);
        return new Promise<void>(() => undefined);
      };
      stream = new ReadableStream({ pull }, { highWaterMark: 0 });
    });
    const { cookie, ...others } = headers;
    const response = callApi(path, {
      method: 'POST',
      body: stream,
      headers: others,
      ...(cookie ? { cookie } : {}),
    });
    return {
      isWaitedFor: waitedFor,
      async finish() {
        const controller = await waitedFor;
        controller.enqueue(bytes.subarray(5));
        controller.close();
        return response;
      },
    };
  }

  it('gives nothing to who was removed meanwhile, and to who became a User', async () => {
    const heir = await portal.createMember('Owner');
    const at = `/api/v1/workspaces/${heir.workspaceId}`;
    const [removed, demoted] = [
      await portal.createMember('Owner', heir.workspaceId),
      await portal.createMember('Owner', heir.workspaceId),
    ];
    const begun = [removed, demoted].map(({ cookie, userId }) =>
      sendSlowly(`${at}/invitations`, { cookie }, { email: `${userId}@example.org`, role: 'Owner' }),
    );
    await Promise.all(begun.map(({ isWaitedFor }) => isWaitedFor));
    await removeMember(heir.ctx, { userId: removed.userId });
    await updateMember(heir.ctx, { userId: demoted.userId, role: 'User' });
    const answers = await Promise.all(begun.map(({ finish }) => finish()));
    expect(answers.map(({ status }) => status)).toEqual([404, 403]);
  });

  it('gives nothing to a token that was regenerated meanwhile', async () => {
    const owner = await portal.createMember('Owner');
    const authorization = `Bearer ${await portal.tokenOf(owner.workspaceId)}`;
    const begun = sendSlowly(`/api/v1/workspaces/${owner.workspaceId}/uploads`, { authorization }, body);
    await begun.isWaitedFor;
    const { items } = await listTokens(owner.ctx);
    const generation = items.find(({ slot }) => slot === 'primary')?.generation ?? 0;
    await regenerateToken(owner.ctx, { slot: 'primary', generation });
    expect((await begun.finish()).status).toBe(401);
  });

  it('is one request to the limits', async () => {
    const { session } = portal.parts.limits;
    const someone = await portal.createMember('Owner');
    const consumed = vi.spyOn(session, 'consume');
    const sent = await callApi(`/api/v1/workspaces/${someone.workspaceId}/uploads`, {
      ...{ method: 'POST', cookie: someone.cookie, body },
    });
    expect(sent.status).toBe(201);
    expect(consumed).toHaveBeenCalledTimes(1);
    consumed.mockRestore();
  });
});

describe('names', () => {
  const path = () => `/api/v1/workspaces/${member.workspaceId}/datasets`;
  const refused = [
    '../../../etc/passwd',
    'C:\\x',
    '\\\\host\\x',
    'a:ads',
    '%2e%2e/x',
    'nul\u0000',
    'lone \ud800',
    'right\u202eleft',
    'zero\u200bwidth',
    'cr\r\nlf',
    'quote"',
    'x'.repeat(1025),
    '',
    ' ',
  ];
  const kept = [
    'CON',
    'x.',
    '%2e%2e',
    "it's #1 & 100 %",
    'Zu\u0308rich',
    '🌊 gauge 👩‍🔬',
    '日本語',
    'a;b=c',
    "'; drop table--",
  ];

  it.each(refused)('refuses %j naming the rule', async (name) => {
    const response = await post({}, JSON.stringify({ ...body, name }));
    expect(response.status).toBe(400);
    const problem = (await response.json()) as { code: string; detail: string };
    expect(problem.code).toBe('name_invalid');
    expect(problem.detail).toMatch(/^The name /);
  });

  it.each([
    ['PATCH', '/session', { displayName: 'x\ud800' }, 'displayName'],
    ['PATCH', '/workspaces/{ws}', { name: 'x\ud800' }, 'name'],
    [
      'POST',
      '/workspaces/{ws}/data-requests',
      { title: 'x\ud800', expiresAt: '2999-01-01T00:00:00Z', maxBytesPerFile: 1, maxFiles: 1 },
      'title',
    ],
  ])('refuses half of a surrogate pair at %s %s, naming the field', async (method, rest, body, field) => {
    const owner = await portal.createMember('Owner');
    const to = `/api/v1${rest.replace('{ws}', owner.workspaceId)}`;
    const response = await callApi(to, { method, cookie: owner.cookie, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'bad_request',
      field,
      detail: `${field}: The text holds half of a surrogate pair; type it anew.`,
    });
  });

  it.each(kept)('keeps %j exactly, in the list and in the download', async (name) => {
    const dataset = await uploadDataset(member, 'bytes', { name, fileName: `${name}.csv` });
    const response = await callApi(`${path()}?search=${encodeURIComponent(name)}`, { cookie: member.cookie });
    const { items } = (await response.json()) as { items: { id: string; name: string }[] };
    expect(items.find((item) => item.id === dataset.id)?.name).toBe(name);
    const issued = await callApi(`${path()}/${dataset.id}/versions/1/read-key`, {
      method: 'POST',
      cookie: member.cookie,
      body: { purpose: 'download' },
    });
    const { url } = (await issued.json()) as { url: string };
    const disposition = (await fetch(url)).headers.get('content-disposition') ?? '';
    expect(fileNameIn(disposition)).toBe(`${name}.csv`);
  });

  it.each(['a/b', '..', 'x\u0000', 'y\r\nSet-Cookie: z', 'right\u202eleft', 'n'.repeat(256)])(
    'refuses the file name %j',
    async (fileName) => {
      const response = await post({}, JSON.stringify({ ...body, fileName }));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'name_invalid' });
    },
  );
});

/** What a browser saves the file as: RFC 5987's `filename*` where given, else the quoted `filename`. */
function fileNameIn(disposition: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended) return decodeURIComponent(extended);
  return (
    /filename="((?:[^"\\]|\\.)*)"/.exec(disposition)?.[1] ??
    /filename=([^;]+)/.exec(disposition)?.[1] ??
    ''
  ).replace(/\\(.)/g, '$1');
}
