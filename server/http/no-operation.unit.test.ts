import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { leadOtherMethods, noOperation } from './no-operation.ts';

it('where no operation is, the answer is a problem with a code', async () => {
  const answer = noOperation(new Request('http://127.0.0.1/api/v1/nothing'));
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ code: 'not_found', detail: expect.stringMatching(/openapi/) });
});

it.each([
  ['PUT', '/api/v1/workspaces/x/datasets?limit=1', 405, 'GET, HEAD'],
  ['TRACE', '/api/v1/workspaces/x/datasets', 405, 'GET, HEAD'],
  ['GET', '/api/v1/sign-in/nonce', 405, 'POST'],
  ['HEAD', '/api/v1/workspaces/x/datasets', 204, undefined],
  ['OPTIONS', '/api/v1/workspaces/x/datasets', 204, undefined],
  ['PUT', '/api/v1/nothing', 204, undefined],
  ['PUT', '/w/x/datasets', 204, undefined],
])('%s %s is led to an answer of %i with Allow: %s', async (method, path, status, allow) => {
  const end = leadOtherMethods();
  // In place of Next: what was led elsewhere is answered as there, all else by 204.
  const server = createServer(async ({ url = '' }, response) => {
    if (!url.startsWith('/api/v1/-/')) return response.writeHead(204).end();
    const answer = noOperation(new Request(`http://127.0.0.1${url}`));
    return response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [response] = await once(request({ port, path, method, agent: false }).end(), 'response');
  response.resume();
  server.close();
  end();
  expect(response.statusCode).toBe(status);
  expect(response.headers.allow).toBe(allow);
});
