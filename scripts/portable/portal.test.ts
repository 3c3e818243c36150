import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { generate } from 'selfsigned';
import { afterEach, expect, test } from 'vitest';
import { everyItem, openPortal } from './portal.mjs';
import { askStorage } from './storage.mjs';

const workspaceId = '4c29e1adeba2e5a7cbeb0e4f4adfb4df';
const token = 'sluice_secret';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function serve(answer: RequestListener, server: Server = createServer()): Promise<string> {
  server.on('request', answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

function portalAt(url: string) {
  return openPortal({ url, workspaceId, token, stop: new AbortController().signal });
}

test('pages are asked for one after another, with the token in a header', async () => {
  const asked: IncomingMessage[] = [];
  const url = await serve((request, response) => {
    asked.push(request);
    const isFirst = !request.url?.includes('cursor');
    response.end(JSON.stringify({ items: isFirst ? [1, 2] : [3], nextCursor: isFirst ? 'a&b' : null }));
  });
  const items = [];
  const list = everyItem(portalAt(url), '/datasets?limit=2', { cursor: 'cursor', next: 'nextCursor' });
  for await (const item of list) items.push(item);
  expect(items).toEqual([1, 2, 3]);
  expect(asked.map((request) => request.url)).toEqual([
    `/api/v1/workspaces/${workspaceId}/datasets?limit=2`,
    `/api/v1/workspaces/${workspaceId}/datasets?limit=2&cursor=a%26b`,
  ]);
  expect(asked[0]?.headers.authorization).toBe(`Bearer ${token}`);
});

test('a redirect is refused, and the token goes nowhere else', async () => {
  let reached = 0;
  const elsewhere = await serve((_, response) => {
    reached += 1;
    response.end('{}');
  });
  const url = await serve((_, response) => response.writeHead(308, { location: elsewhere }).end());
  await expect(portalAt(url).call('GET', '')).rejects.toThrow(/answers with a redirect \(308\)/);
  expect(reached).toBe(0);
});

test('a refused token, another site and a refusal of the portal are told apart', async () => {
  let status = 401;
  let body = '{"code":"not_signed_in","detail":"no"}';
  const url = await serve((_, response) => response.writeHead(status).end(body));
  await expect(portalAt(url).call('GET', '')).rejects.toThrow(/does not accept SLUICE_TOKEN/);
  [status, body] = [404, '<html>'];
  await expect(portalAt(url).call('GET', '')).rejects.toThrow(/not as a Sluice portal does/);
  [status, body] = [409, '{"code":"name_taken","detail":"It exists already."}'];
  await expect(portalAt(url).call('POST', '/uploads', {})).rejects.toMatchObject({
    message: 'It exists already.',
    code: 'name_taken',
  });
});

test('a certificate that Node does not trust is told, with the way to trust it', async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  const url = (await serve((_, response) => response.end('{}'), createTlsServer({ cert, key }))).replace(
    'http:',
    'https:',
  );
  const signal = new AbortController().signal;
  const trust = /nobody whom Node trusts \([A-Z_]+\); set NODE_EXTRA_CA_CERTS/;
  await expect(portalAt(url).call('GET', '')).rejects.toThrow(trust);
  await expect(askStorage(`${url}/?sig=secret`, { signal })).rejects.toThrow(trust);
});

test('a portal that is not there is told at once; one that is busy is asked again', async () => {
  await expect(portalAt('http://127.0.0.1:9').call('GET', '')).rejects.toThrow(
    /cannot be reached \(.+\); check --url/,
  );
  let asked = 0;
  const url = await serve((_, response) => {
    asked += 1;
    response.writeHead(asked === 1 ? 503 : 200).end('{"id":1}');
  });
  expect(await portalAt(url).call('GET', '')).toEqual({ id: 1 });
  expect(asked).toBe(2);
});
