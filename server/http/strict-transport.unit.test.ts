import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { askForHttps } from './strict-transport.ts';

it.each([
  ['https://data.example.org', 'max-age=31536000'],
  ['http://127.0.0.1:3000', undefined],
])('reached by %s, the portal answers with Strict-Transport-Security: %s', async (publicUrl, header) => {
  const end = askForHttps(publicUrl);
  const server = createServer((_, response) => response.writeHead(404, { 'x-a': 'b' }).end()).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [response] = await once(request({ port, agent: false }).end(), 'response');
  response.resume();
  server.close();
  end();
  expect(response.headers['strict-transport-security']).toBe(header);
});
