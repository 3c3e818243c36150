import { execFileSync, spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { anyFreePort } from '../scripts/services/free-port.mjs';
import { root } from '../scripts/setup/places.mjs';
import { runtimeFacts, spawnStarter } from '../scripts/start/spawn-starter.mjs';
import { signInFromNode } from './fixtures/api.ts';
import { newDataFolder, type Portal, startPortal } from './fixtures/portal.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { readZip } from './fixtures/read-zip.ts';

let dataFolder: string;

test.beforeEach(async () => {
  dataFolder = await newDataFolder();
});
test.afterEach(() => rm(dataFolder, { recursive: true, force: true }));

/** Processes that work in the test's data folder, as their environment tells. */
async function processesOfFolder(): Promise<number[]> {
  return (await describedProcesses('environ'))
    .filter(({ text }) => text.includes(`SLUICE_DATA=${dataFolder}`))
    .map(({ pid }) => pid);
}

/** Every process with its command line, or with its environment too. */
async function describedProcesses(what: 'cmdline' | 'environ'): Promise<{ pid: number; text: string }[]> {
  if (!existsSync('/proc/self/stat')) {
    const flags = what === 'environ' ? 'axeww' : 'axww';
    const lines = execFileSync('ps', [flags, '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    return lines.map((text) => ({ pid: Number.parseInt(text, 10), text }));
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = (pid: string) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '');
  return Promise.all(pids.map(async (pid) => ({ pid: Number(pid), text: await read(pid) })));
}

function expectNothingLeft() {
  return expect.poll(processesOfFolder, { timeout: 60_000 }).toEqual([]);
}

async function expectServed(portal: Pick<Portal, 'url' | 'blobEndpoint'>) {
  expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
  // The storage answers, and refuses who brings no key.
  expect((await fetch(`${portal.blobEndpoint}?comp=list`)).status).toBe(403);
}

test('runtime.json tells scripts where the portal is, for its owner alone, until the stop', async () => {
  const portal = await startPortal({ dataFolder, isFirstStart: true });
  await expectServed(portal);
  const file = join(dataFolder, 'runtime.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const facts = JSON.parse(await readFile(file, 'utf8'));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(facts).toMatchObject({ url: portal.url, signInUrl: portal.signInUrl, pid: portal.pid, version });
  expect(facts.signInUrl).toMatch(new RegExp(`^${portal.url}/sign-in#[\\w-]{43}$`));
  expect(portal.output().match(/https?:\/\/\S+/g)).toEqual([portal.signInUrl]);
  await portal.stop();
  expect(existsSync(file)).toBe(false);
  await expectNothingLeft();
});

test('what is kept is for its owner alone, also in an open folder; secrets are off every command line', async () => {
  await chmod(dataFolder, 0o755);
  const portal = await startPortal({ dataFolder, isFirstStart: true });
  // The folders' own modes close what is in them.
  const names = await readdir(dataFolder);
  expect(names).toEqual(
    expect.arrayContaining(['storage.json', 'secret-keys', 'runtime.json', 'blobs', 'db']),
  );
  for (const name of names) expect((await stat(join(dataFolder, name))).mode & 0o077, name).toBe(0);
  const { key } = JSON.parse(await readFile(join(dataFolder, 'storage.json'), 'utf8'));
  const commands = (await describedProcesses('cmdline')).map(({ text }) => text).join('\n');
  expect(commands).toContain(dataFolder);
  expect(commands).not.toContain(key);
  await portal.stop();
});

test('the storage keeps its key and its port from start to start', async () => {
  const first = await startPortal({ dataFolder, isFirstStart: true });
  const kept = await readFile(join(dataFolder, 'storage.json'), 'utf8');
  await first.stop();
  const second = await startPortal({ dataFolder });
  expect(await readFile(join(dataFolder, 'storage.json'), 'utf8')).toBe(kept);
  expect(second.blobEndpoint).toBe(first.blobEndpoint);
  expect(second.signInUrl).not.toBe(first.signInUrl);
  await second.stop();
});

test('Ctrl-C stops everything in order', async () => {
  const portal = await startPortal({ dataFolder });
  process.kill(portal.pid, 'SIGINT');
  await expectNothingLeft();
  expect(existsSync(join(dataFolder, 'runtime.json'))).toBe(false);
});

test('SIGTERM to npm stops everything in order', async () => {
  const port = await anyFreePort();
  const { PATH = '', HOME = '' } = process.env;
  const npm = spawn('npm', ['start', '--', '--no-build'], {
    cwd: root,
    env: { PATH, HOME, SLUICE_DATA: dataFolder, PORT: String(port) } as unknown as NodeJS.ProcessEnv,
    stdio: 'ignore',
  });
  const file = join(dataFolder, 'runtime.json');
  await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
  const ended = once(npm, 'exit');
  npm.kill('SIGTERM');
  await ended;
  await expectNothingLeft();
  expect(existsSync(file)).toBe(false);
});

test('a stop lets a download under way come to its end, and takes nobody new', async () => {
  const portal = await startPortal({ dataFolder });
  const session = await signInFromNode(portal);
  const { workspaceId, cookie } = session;
  // More than what sockets hold back for a reader that waits.
  const contents = new Map(
    Array.from({ length: 8 }, (_, n) => [`part ${n}.bin`, randomFillSync(Buffer.alloc(4 * 1024 * 1024))]),
  );
  const { id } = await putFolder(session, 'under way', contents);
  const content = `${portal.url}/api/v1/workspaces/${workspaceId}/datasets/${id}/versions/1/content`;
  const { body } = await fetch(content, { headers: { cookie } });
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const received = [(await reader.read()).value ?? new Uint8Array()];

  const stopped = portal.stop();
  const newcomer = () =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(portal.url);
      const socket = connect(Number(port), hostname);
      socket.once('error', () => resolve('refused'));
      socket.once('connect', () => {
        socket.destroy();
        resolve('taken');
      });
    });
  await expect.poll(newcomer, { timeout: 60_000 }).toBe('refused');
  for (let next = await reader.read(); next.value; next = await reader.read()) received.push(next.value);
  const files = readZip(Buffer.concat(received));
  for (const [name, bytes] of contents) expect(files.get(name)?.equals(bytes), name).toBe(true);
  await stopped;
  await expectNothingLeft();
});

test('a starter that is killed leaves nothing running, and the next start takes over', async () => {
  const starter = spawnStarter(['--no-build'], {
    SLUICE_DATA: dataFolder,
    PORT: String(await anyFreePort()),
  });
  await runtimeFacts(dataFolder, starter);
  starter.child.kill('SIGKILL');
  await starter.exited;
  const next = await startPortal({ dataFolder });
  await expectServed(next);
  await next.stop();
  await expectNothingLeft();
});

test('a portal that dies takes the storage and the starter with it, and the next start works', async () => {
  const portal = await startPortal({ dataFolder });
  await portal.kill();
  await expectNothingLeft();
  expect(portal.output()).toContain('A part of the portal ended by itself (SIGKILL); the rest was stopped.');
  const next = await startPortal({ dataFolder });
  await expectServed(next);
  await next.stop();
});

test('a second start on the same folder stops with one sentence', async () => {
  const portal = await startPortal({ dataFolder });
  const second = spawnStarter(['--no-build'], { SLUICE_DATA: dataFolder });
  expect(await second.exited).toBe(1);
  expect(second.output()).toBe(
    `${dataFolder} is in use by process ${portal.pid}; stop that one first or choose another folder.\n`,
  );
  await expectServed(portal);
  await portal.stop();
});

test('bound to every address, the portal is by default for this machine, over loopback', async () => {
  const portal = await startPortal({ dataFolder, env: { SLUICE_BIND: '0.0.0.0' } });
  expect(portal.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await expectServed(portal);
  await portal.stop();
});

test('a damaged storage.json stops the start with one sentence and is left as it is', async () => {
  const file = join(dataFolder, 'storage.json');
  await writeFile(file, '{"key":');
  const starter = spawnStarter(['--no-build'], { SLUICE_DATA: dataFolder });
  expect(await starter.exited).toBe(1);
  expect(starter.output()).toMatch(/^.*storage\.json is damaged; .*\n$/);
  expect(await readFile(file, 'utf8')).toBe('{"key":');
});

test('a busy port that was asked for stops the start with one sentence', async () => {
  const { port, server } = await occupiedPort();
  const starter = spawnStarter(['--no-build'], { SLUICE_DATA: dataFolder, PORT: String(port) });
  expect(await starter.exited).toBe(1);
  expect(starter.output()).toBe(`Port ${port} is busy; free it or give another PORT.\n`);
  server.close();
});

test('without PORT a busy port is named and the next free one taken', async () => {
  const holder = createServer();
  const isOurs = await new Promise((resolve) => {
    holder.once('error', () => resolve(false)).listen(3000, '127.0.0.1', () => resolve(true));
  });
  const starter = spawnStarter(['--no-build'], { SLUICE_DATA: dataFolder });
  const facts = await runtimeFacts(dataFolder, starter);
  expect(starter.output()).toMatch(/^Port 3000 is busy; taking (\d+)\.$/m);
  expect(Number(new URL(facts.url).port)).toBeGreaterThan(3000);
  starter.child.kill('SIGTERM');
  await starter.exited;
  if (isOurs) holder.close();
});

const badSettings: { settings: Record<string, string>; sentence: RegExp }[] = [
  { settings: { PORT: 'abc' }, sentence: /^PORT must be a number from 1 to 65535; it is "abc"\.$/ },
  { settings: { SLUICE_PUBLIC_URL: 'nonsense' }, sentence: /SLUICE_PUBLIC_URL/ },
  { settings: { DATABASE_URL: 'postgres://127.0.0.1:1/none' }, sentence: /SLUICE_SECRET_KEYS/ },
];
for (const { settings, sentence } of badSettings) {
  test(`${JSON.stringify(settings)} stops the start with one sentence`, async () => {
    const port = String(await anyFreePort());
    const starter = spawnStarter(['--no-build'], { SLUICE_DATA: dataFolder, PORT: port, ...settings });
    expect(await starter.exited).toBe(78);
    const lines = starter.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(sentence);
    await expectNothingLeft();
  });
}

test('a lock left behind by a machine that lost power is no obstacle', async () => {
  const dead = { id: 'before', pid: 2 ** 22 + 1, startTime: '1', host: 'gone' };
  const file = join(dataFolder, 'portal.lock');
  await writeFile(file, JSON.stringify(dead));
  execFileSync('touch', ['-d', '1 minute ago', file]);
  const portal = await startPortal({ dataFolder });
  await portal.stop();
});

async function occupiedPort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return { server, port: address && typeof address === 'object' ? address.port : 0 };
}
