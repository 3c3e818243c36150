import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireFolderLock } from './folder-lock.mjs';

const lockModule = new URL('./folder-lock.mjs', import.meta.url).href;
const name = 'test.lock';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Another process that tries for the lock, tells how it went, and keeps what it got until it is ended. */
function contender() {
  const script = `
    const { acquireFolderLock } = await import(${JSON.stringify(lockModule)});
    process.stdin.resume();
    await acquireFolderLock(${JSON.stringify(folder)}, ${JSON.stringify(name)})
      .then(() => console.log('held'), (error) => { console.log(error.message); });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const outcome = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return { pid: child.pid, outcome, kill };
}

test('a second taker is refused in one sentence that names the process and the folder', async () => {
  const lock = await acquireFolderLock(folder, name);
  await expect(acquireFolderLock(folder, name)).rejects.toThrow(
    `${folder} is in use by process ${process.pid}; stop that one first or choose another folder.`,
  );
  await lock.release();
});

test('a released lock is free again and leaves no file', async () => {
  await (await acquireFolderLock(folder, name)).release();
  await (await acquireFolderLock(folder, name)).release();
  expect(await readdir(folder)).toEqual([]);
});

test('a lock of a killed process is taken over at once', async () => {
  const holder = contender();
  expect(await holder.outcome).toBe('held');
  await holder.kill();
  const lock = await acquireFolderLock(folder, name);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
});

test.runIf(existsSync('/proc/self/stat'))(
  'a pid that now belongs to another process does not keep the lock',
  async () => {
    const holder = contender();
    await holder.outcome;
    const claim = JSON.parse(await readFile(join(folder, name), 'utf8'));
    await holder.kill();
    await writeFile(join(folder, name), JSON.stringify({ ...claim, pid: process.pid, startTime: '1' }));
    await (await acquireFolderLock(folder, name)).release();
  },
);

test('of 20 processes racing for a lock left behind exactly one gets it', async () => {
  const dead = contender();
  await dead.outcome;
  await dead.kill();
  const racers = Array.from({ length: 20 }, contender);
  const outcomes = await Promise.all(racers.map((racer) => racer.outcome));
  await Promise.all(racers.map((racer) => racer.kill()));
  expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
  const refused = outcomes.filter((outcome) => outcome.startsWith(`${folder} is in use by process `));
  expect(refused).toHaveLength(19);
}, 20_000);

test('a successor that died before it took over leaves its right to the next', async () => {
  const claim = { startTime: null, host: JSON.parse(await claimOfNow()).host, pid: 2 ** 22 + 1 };
  await writeFile(join(folder, name), JSON.stringify({ ...claim, id: 'first' }));
  await writeFile(join(folder, `${name}.after-first`), JSON.stringify({ ...claim, id: 'second' }));
  const lock = await acquireFolderLock(folder, name);
  expect(await readdir(folder)).toEqual([name]);
  await lock.release();
});

test('a lock of another machine is taken over once its heartbeat is silent for 30 s', async () => {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ id: 'far', pid: 1, startTime: '1', host: 'elsewhere' }));
  const longAgo = new Date(Date.now() - 31_000);
  await utimes(path, longAgo, longAgo);
  await (await acquireFolderLock(folder, name)).release();
});

test('a lock of another machine holds while its heartbeat goes on', async () => {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ id: 'far', pid: 1, startTime: '1', host: 'elsewhere' }));
  const heart = setInterval(() => utimes(path, new Date(), new Date()), 100);
  await expect(acquireFolderLock(folder, name)).rejects.toThrow('is in use by process 1 on another machine');
  clearInterval(heart);
});

async function claimOfNow(): Promise<string> {
  const lock = await acquireFolderLock(folder, name);
  const text = await readFile(join(folder, name), 'utf8');
  await lock.release();
  return text;
}
