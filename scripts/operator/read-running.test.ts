import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRunning } from './read-running.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-running-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (facts: object) => writeFile(join(folder, 'runtime.json'), JSON.stringify(facts));
const facts = { pid: process.pid, localUrl: 'http://127.0.0.1:3000', operatorCode: 'code' };

test('a running portal is asked at its address on this machine', async () => {
  await write({ ...facts, url: 'https://data.example.org' });
  expect(await readRunning(folder)).toEqual({ localUrl: facts.localUrl, operatorCode: 'code' });
});

test('without a runtime.json none runs', async () => {
  expect(await readRunning(folder)).toBeUndefined();
});

test('what a killed starter left behind is not asked', async () => {
  await write({ ...facts, pid: 2 ** 22 + 1 });
  expect(await readRunning(folder)).toBeUndefined();
});

test('a portal started by an older version is told apart', async () => {
  await write({ pid: process.pid, url: 'http://127.0.0.1:3000' });
  await expect(readRunning(folder)).rejects.toThrow('older version; restart it');
});
