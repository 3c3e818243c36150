import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, vi } from 'vitest';
import { getPortal, openPortal, type Portal, pauseMs } from './compose.ts';
import { readConfig } from './platform/config.ts';
import { newId } from './platform/secrets.ts';
import { freePort } from './testing/index.ts';

it('a start that fails for want of storage leaves the data folder free for the next try', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-compose-'));
  const settings = (connection: string) =>
    readConfig({
      SLUICE_DATA: folder,
      SLUICE_CONTAINER: `test-${newId()}`,
      SLUICE_SECRET_KEYS: `test:${randomBytes(32).toString('base64')}`,
      AZURE_STORAGE_CONNECTION_STRING: connection,
    });
  const working = inject('storage');
  const nobody = working.replace(/(127\.0\.0\.1):\d+/, `$1:${await freePort()}`);
  await expect(openPortal(settings(nobody))).rejects.toMatchObject({ code: 'unavailable' });
  const portal = await openPortal(settings(working));
  await portal.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

it('a start that failed is not tried anew at once, however many ask', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  delete (globalThis as { sluicePortal?: unknown }).sluicePortal;
  let tries = 0;
  const open = async (): Promise<Portal> => {
    tries++;
    throw new Error('away');
  };
  for (let asked = 0; asked < 10; asked++) await expect(getPortal(open)).rejects.toThrow('away');
  expect(tries).toBe(1);
  vi.advanceTimersByTime(pauseMs);
  await expect(getPortal(open)).rejects.toThrow('away');
  expect(tries).toBe(2);
  vi.advanceTimersByTime(pauseMs);
  vi.useRealTimers();
});
