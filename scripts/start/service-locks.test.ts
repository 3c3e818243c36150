import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { acquireFolderLock } from '../../server/platform/folder-lock.mjs';
import { removeServiceLocks, waitForFormerServices } from './service-locks.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-locks-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function claimOf(pid: number, name: string): Promise<void> {
  const lock = await acquireFolderLock(folder, name);
  const claim = JSON.parse(await readFile(join(folder, name), 'utf8'));
  await lock.release();
  await writeFile(join(folder, name), JSON.stringify({ ...claim, pid, startTime: '1' }));
}

test('after a stop no lock is left of services that have ended, and that of a living process stays', async () => {
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  await claimOf(pid, 'storage.lock');
  const held = await acquireFolderLock(folder, 'database.lock');
  await removeServiceLocks(folder);
  expect(await readdir(folder)).toEqual(['database.lock']);
  await held.release();
});

test('waiting for a sign of life of another machine or container is told, once', async () => {
  const told = vi.spyOn(console, 'log').mockImplementation(() => {});
  const far = { id: 'far', pid: 17, startTime: '1', host: 'elsewhere' };
  await writeFile(join(folder, 'storage.lock'), JSON.stringify(far));
  const waited = waitForFormerServices(folder, 60_000);
  await expect.poll(() => told.mock.calls).toEqual([[`Waiting for process 17 to let go of ${folder} …`]]);
  await rm(join(folder, 'storage.lock'));
  await waited;
  expect(told).toHaveBeenCalledTimes(1);
});
