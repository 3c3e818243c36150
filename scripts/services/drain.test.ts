import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drainer } from './drain.mjs';

let server: ReturnType<typeof createServer>;
let drain: () => void;
let agent: Agent;
let port: number;
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  answer = (response) => response.end('here');
  server = createServer((_, response) => answer(response));
  drain = drainer(server);
  // One connection, kept and used again.
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

async function ask(): Promise<IncomingMessage> {
  const asked = request({ port, host: '127.0.0.1', agent }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response;
}

/** As at a stop: Node closes the connections that are idle at this moment, and those alone. */
function stop(): Promise<unknown> {
  const closed = once(server, 'close');
  server.close();
  drain();
  return closed;
}

test('a client that goes on asking over a connection it keeps gets its answer, and the end of the connection', async () => {
  let asked = 0;
  let closed: Promise<unknown> | undefined;
  answer = (response) => {
    // The second is on its way when the stop comes.
    if (++asked === 2) closed = stop();
    response.end('here');
  };
  const kept: (string | undefined)[] = [];
  const failed = await (async () => {
    for (;;) {
      const response = await ask();
      kept.push(response.headers.connection);
      await response.resume().toArray();
    }
  })().catch((error) => error.code);
  expect(failed).toBe('ECONNREFUSED');
  expect(kept).toEqual(['keep-alive', 'close']);
  await closed;
});

test('an answer under way comes to its end', async () => {
  let finish = () => {};
  answer = (response) => {
    response.write('first, ');
    finish = () => response.end('last');
  };
  const response = await ask();
  const closed = stop();
  finish();
  expect(Buffer.concat(await response.toArray()).toString()).toBe('first, last');
  await closed;
});

test('a connection on which nothing was asked yet does not hold the end up', async () => {
  const opened = once(server, 'connection');
  const socket = connect(port, '127.0.0.1');
  await opened;
  const ended = once(socket, 'close');
  await stop();
  await ended;
});
