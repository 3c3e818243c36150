import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { readablePath, readBrokenPaths } from './readable-paths.ts';

it.each([
  ['/s/%E0%A4%A', '/s/%25E0%25A4%25A'],
  ['/%', '/%25'],
  ['/w/100%/datasets?search=50%', '/w/100%25/datasets?search=50%'],
  ['/s/%ff/download?path=a%2Fb', '/s/%25ff/download?path=a%2Fb'],
])('%s is read as %s', (address, readable) => {
  expect(readablePath(address)).toBe(readable);
});

it.each(['/', '*', '/s/sl_x', '/w/a%20b%2Fc/%C3%A4?search=50%', '/a?b=%E0%A4%A', '//x/%25', 'http://a/%41'])(
  '%s stays as it is',
  (address) => expect(readablePath(address)).toBe(address),
);

it('servers of this process get the readable address', async () => {
  readBrokenPaths();
  readBrokenPaths();
  const server = createServer((incoming, response) => response.end(incoming.url)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [response] = await once(request({ port, path: '/s/%E0%A4%A?x=1' }).end(), 'response');
  expect(String((await response.toArray())[0])).toBe('/s/%25E0%25A4%25A?x=1');
  server.close();
});
