import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { downloadFile } from './download-file.mjs';
import { keepKey } from './storage.mjs';

const content = randomBytes(300_000);
const md5 = createHash('md5').update(content).digest('hex');
type Behaviour = (response: ServerResponse, rest: Buffer) => void;

let folder: string;
let target: string;
let server: Server;
/** What the next requests meet; then the rest of the content. */
let script: Behaviour[];
let ranges: (string | undefined)[];
let keys: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-download-'));
  target = join(folder, 'a.bin');
  [script, ranges, keys] = [[], [], []];
  server = createServer((request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    keys.push(request.url ?? '');
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const behaviour = script.shift() ?? whole;
    behaviour(response.setHeader('x-start', start), content.subarray(start));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function whole(response: ServerResponse, rest: Buffer): void {
  response.writeHead(response.getHeader('x-start') === 0 ? 200 : 206).end(rest);
}

function cutAfter(bytes: number): Behaviour {
  return (response, rest) => {
    response.writeHead(response.getHeader('x-start') === 0 ? 200 : 206, { 'content-length': rest.length });
    response.write(rest.subarray(0, bytes), () => response.destroy());
  };
}

function refuse(status: number, code: string): Behaviour {
  return (response) => response.writeHead(status, { 'x-ms-error-code': code }).end();
}

function fetchIt({ size = content.length, expected = md5 as string | null } = {}) {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  let issued = 0;
  return downloadFile({
    target,
    size,
    md5: expected,
    withKey: keepKey(async () => `http://127.0.0.1:${port}/key-${++issued}`),
    stop: new AbortController().signal,
    onBytes: () => {},
  });
}

test('a connection that is cut is gone on with from the byte it ended at', async () => {
  script = [cutAfter(70_000), cutAfter(10_000)];
  expect((await fetchIt()).md5).toBe(md5);
  expect((await readFile(target)).equals(content)).toBe(true);
  expect(await readdir(folder)).toEqual(['a.bin']);
  expect(ranges[0]).toBeUndefined();
  expect(ranges.length).toBe(3);
  expect(ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range ?? ''))).toBe(true);
});

test('what an earlier run left is gone on with', async () => {
  await writeFile(`${target}.part`, content.subarray(0, 100_000));
  await fetchIt();
  expect((await readFile(target)).equals(content)).toBe(true);
  expect(ranges).toEqual(['bytes=100000-']);
});

test('what an earlier run left of other bytes is thrown away, once', async () => {
  await writeFile(`${target}.part`, randomBytes(100_000));
  await fetchIt();
  expect((await readFile(target)).equals(content)).toBe(true);
  expect(ranges).toEqual(['bytes=100000-', undefined]);
});

test('a key that ended is renewed; a fresh one that is refused too is an error', async () => {
  script = [refuse(403, 'AuthenticationFailed')];
  await fetchIt();
  expect(keys).toEqual(['/key-1', '/key-2']);
  await rm(target);
  script = [refuse(403, 'AuthenticationFailed'), refuse(403, 'AuthenticationFailed')];
  await expect(fetchIt()).rejects.toThrow(/403 \(AuthenticationFailed\).*clocks/);
});

test('a busy storage is asked again', async () => {
  script = [refuse(503, 'ServerBusy')];
  expect((await fetchIt()).size).toBe(content.length);
});

test('other bytes than the portal knows are refused, and none stay', async () => {
  await expect(fetchIt({ expected: '0'.repeat(32) })).rejects.toThrow(/MD5/);
  expect(await readdir(folder)).toEqual([]);
  await expect(fetchIt({ size: 1000 })).rejects.toThrow(/more than the 1000 bytes/);
});

test('bytes that are gone are told, without the address', async () => {
  script = [refuse(404, 'BlobNotFound')];
  await expect(fetchIt()).rejects.toThrow(
    /^Storage no longer has the bytes \(storage answered 404 \(BlobNotFound\)\)\.$/,
  );
});

test('an empty file is made without asking', async () => {
  const digests = await fetchIt({ size: 0, expected: null });
  expect(digests.md5).toBe(createHash('md5').digest('hex'));
  expect(ranges).toEqual([]);
  expect(await readdir(folder)).toEqual(['a.bin']);
});
