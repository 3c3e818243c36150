import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { isReady } from './portal.mjs';

test('a stop ends the waiting for the portal, also while an answer is outstanding, and nothing is asked any more', async () => {
  let asked = 0;
  const stop = new AbortController();
  const server = createServer((_, response) => {
    // Not ready at first; the second time it never answers.
    if (++asked === 1) response.writeHead(503).end();
    else stop.abort();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const service = { ended: new Promise<string>(() => {}), listening: Promise.resolve({ port }) };
  const ready = isReady(service, `http://127.0.0.1:${port}`, { dev: false, stop: stop.signal });
  expect(await ready).toBe(false);
  expect(asked).toBe(2);
  server.closeAllConnections();
  server.close();
});
