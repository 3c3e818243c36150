import { afterEach, expect, it, vi } from 'vitest';
import { boot } from './boot.ts';
import { readiness } from './health.ts';
import { route } from './http/index.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  delete (globalThis as { sluicePortal?: unknown }).sluicePortal;
});

it('while the portal opens, however long that takes, the server has started, is not ready, and sends requests away', async () => {
  vi.stubEnv('SLUICE_SECRET_KEYS', `test:${Buffer.alloc(32).toString('base64')}`);
  vi.stubEnv('AZURE_STORAGE_ACCOUNT_URL', 'https://account.blob.core.windows.net');
  Object.assign(globalThis, { sluicePortal: new Promise(() => {}) });
  await boot();

  const response = await readiness();
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ ready: false, waitingFor: ['start'] });

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const getSession = route('getSession', async () => undefined);
  const asked = getSession(new Request('https://data.example.org/api/v1/session'), {
    params: Promise.resolve(undefined),
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect((await asked).status).toBe(503);
});

it('a database that is silent is told of within five seconds', async () => {
  const parts = {
    db: { execute: () => new Promise(() => {}) },
    blobs: { ping: async () => {} },
    log: { warn: vi.fn() },
  };
  Object.assign(globalThis, { sluicePortal: Promise.resolve({ parts }) });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = readiness();
  await vi.advanceTimersByTimeAsync(5_000);
  const response = await asked;
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ ready: false, waitingFor: ['database'] });
});
