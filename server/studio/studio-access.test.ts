import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#server/platform/secrets.ts';
import { callApi, createTestPortal, loadApiRoutes, type TestPortal } from '#server/testing/index.ts';
import { listTokens, regenerateToken } from '#server/tokens/index.ts';

/** Every route of the Studio (classic) API, with a request that only who asks can spoil. */
const routes = [
  ['GET', '/api/workspaces/{workspaceId}/datasources'],
  ['POST', '/api/workspaces/{workspaceId}/datasources'],
  ['GET', '/api/workspaces/{workspaceId}/datasources/{datasourceId}'],
  ['POST', '/api/resourceuploads/workspaces/{workspaceId}'],
  ['POST', '/api/blobuploads/workspaces/{workspaceId}'],
  ['GET', '/api/workspaces/{workspaceId}/experiments'],
  ['GET', '/api/workspaces/{workspaceId}/experiments/{experimentId}/outputdata/{nodeId}/{portName}'],
] as const;

let portal: TestPortal;
beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

function call([method, path]: (typeof routes)[number], workspaceId: string, headers: Record<string, string>) {
  const url = path.replace('{workspaceId}', workspaceId).replace(/\{\w+\}/g, 'x');
  return callApi(url, { method, headers, ...(method === 'POST' ? { body: '' } : {}) });
}

const withToken = (token: string) => ({ 'x-ms-metaanalytics-authorizationtoken': token });

describe('the Studio API as it stands on disk', () => {
  it('has no route that this test does not know', async () => {
    const found = (await loadApiRoutes())
      .filter(({ path }) => path.startsWith('/api/') && !path.startsWith('/api/v1/'))
      .flatMap(({ path, handlers }) => Object.keys(handlers).map((method) => `${method} ${path}`));
    expect(found.sort()).toEqual(routes.map((route) => route.join(' ')).sort());
  });
});

describe.each(routes.map((route) => ({ route, title: route.join(' ') })))('$title', ({ route }) => {
  it('refuses whoever holds no token of this workspace, all with one status', async () => {
    const [own, other] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
    const token = await portal.tokenOf(own.workspaceId);
    const bad: Record<string, string>[] = [
      {},
      withToken(''),
      withToken('x'.repeat(10_240)),
      withToken(token.toUpperCase()),
      withToken(token.slice(0, -1)),
      withToken(`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`),
      withToken(`Bearer ${token}`),
      withToken(await portal.tokenOf(other.workspaceId)),
      { cookie: own.cookie },
      { authorization: `Bearer ${token}` },
    ];
    for (const headers of bad) {
      const response = await call(route, own.workspaceId, headers);
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    }
  });

  it("answers another workspace's id as one that does not exist", async () => {
    const [own, other] = [await portal.createMember('Owner'), await portal.createMember('Owner')];
    const headers = withToken(await portal.tokenOf(own.workspaceId));
    const [theirs, nothing] = await Promise.all(
      [other.workspaceId, newId()].map(async (id) => {
        const response = await call(route, id, headers);
        return [response.status, await response.text()];
      }),
    );
    expect(theirs).toEqual(nothing);
    expect(theirs?.[0]).toBe(401);
  });

  it('admits both tokens of the workspace', async () => {
    const { workspaceId } = await portal.createMember('Owner');
    for (const slot of ['primary', 'secondary'] as const) {
      const response = await call(route, workspaceId, withToken(await portal.tokenOf(workspaceId, slot)));
      expect([401, 403, 500]).not.toContain(response.status);
    }
  });
});

it('takes no chunk whose token was regenerated while its bytes were on their way', async () => {
  const owner = await portal.createMember('Owner');
  const headers = withToken(await portal.tokenOf(owner.workspaceId));
  const base = `/api/resourceuploads/workspaces/${owner.workspaceId}`;
  const opened = await callApi(`${base}?dataTypeId=GenericCSV`, { method: 'POST', headers, body: '' });
  const { Id } = (await opened.json()) as { Id: string };
  // The last bytes are asked for once the request was let in.
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { items } = await listTokens(owner.ctx);
        const generation = items.find(({ slot }) => slot === 'primary')?.generation ?? 0;
        await regenerateToken(owner.ctx, { slot: 'primary', generation });
        controller.enqueue(new TextEncoder().encode('a,b\n'));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const query = new URLSearchParams({ numberOfBlocks: '1', blockId: '0', uploadId: Id });
  const path = `/api/blobuploads/workspaces/${owner.workspaceId}?${query}`;
  expect((await callApi(path, { method: 'POST', headers, body })).status).toBe(401);
});
