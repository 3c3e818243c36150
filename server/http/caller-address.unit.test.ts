import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { readTrustedProxies } from '#server/platform/trusted-proxies.ts';
import { believeOnly } from './caller-address.ts';

let end = () => {};
afterEach(() => end());

const invented = { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' };

it('whoever is no trusted proxy counts as where they come from', async () => {
  end = believeOnly(readTrustedProxies('192.0.2.1'));
  expect(await forwardedFor(invented)).toBe('127.0.0.1');
  expect(await forwardedFor({ 'X-FORWARDED-FOR': ['1.1.1.1', '2.2.2.2'] })).toBe('127.0.0.1');
  expect(await forwardedFor({})).toBe('127.0.0.1');
});

it('a trusted proxy is believed, and may say nothing', async () => {
  end = believeOnly(readTrustedProxies());
  expect(await forwardedFor(invented)).toBe(invented['x-forwarded-for']);
  expect(await forwardedFor({})).toBeNull();
});

it.each([
  ['::ffff:127.0.0.1', invented['x-forwarded-for']],
  ['::ffff:198.51.100.1', '198.51.100.1'],
  ['fe80::1%eth0', 'fe80::1'],
  [undefined, 'unknown'],
])('of a connection from %s the header becomes %s', (remoteAddress, header) => {
  end = believeOnly(readTrustedProxies());
  const incoming = { socket: { remoteAddress }, headers: { ...invented } };
  channel('http.server.request.start').publish({ request: incoming });
  expect(incoming.headers['x-forwarded-for']).toBe(header);
});

/** What a server reads of a request from this machine; null: there is no such header. */
async function forwardedFor(headers: OutgoingHttpHeaders): Promise<string | null> {
  const server = createServer((incoming, response) =>
    response.end(JSON.stringify(incoming.headers['x-forwarded-for'] ?? null)),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [response] = await once(request({ port, headers, agent: false }).end(), 'response');
  server.close();
  return JSON.parse(String((await response.toArray())[0]));
}
