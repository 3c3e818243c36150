import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkFromPortal } from './link-from-portal.mjs';

let server: Server;
let localUrl: string;
let answer: { status: number; body: string };
let asked: { request: IncomingMessage; body: string } | undefined;

beforeEach(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked = { request, body };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  localUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(() => {
  server.close();
});

const ask = (email?: string) => linkFromPortal({ localUrl, operatorCode: 'secret' }, email);

test('the portal is asked with the operator code, and its link handed on', async () => {
  answer = { status: 201, body: JSON.stringify({ url: 'u', expiresAt: '2026-11-22T00:00:00.000Z' }) };
  expect(await ask('ana@example.org')).toEqual({ url: 'u', expiresAt: new Date('2026-11-22T00:00:00Z') });
  expect(asked?.request.headers.authorization).toBe('Bearer secret');
  expect(asked?.request.url).toBe('/api/v1/operator/sign-in-link');
  expect(JSON.parse(asked?.body ?? '')).toEqual({ email: 'ana@example.org' });
  await ask();
  expect(JSON.parse(asked?.body ?? '')).toEqual({});
});

test("the portal's sentence is passed on; an answer that is none is told by its status", async () => {
  answer = { status: 404, body: JSON.stringify({ detail: 'There is nobody.' }) };
  await expect(ask()).rejects.toThrow('There is nobody.');
  answer = { status: 502, body: '<html>' };
  await expect(ask()).rejects.toThrow(`${localUrl} answered 502`);
});

test('a portal that does not answer is told by the reason', async () => {
  server.close();
  await expect(ask()).rejects.toThrow('does not answer (ECONNREFUSED)');
});
