// @ts-check
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageFile, root, standaloneFolder } from '../setup/places.mjs';
import { startService } from './service.mjs';

const banner = /^\s*(▲ Next\.js|- (Local|Network|Environments|Experiments):?|[✓○] |$)/;

const patienceMs = 10_000;

/**
 * Starts the portal's server; it does not answer yet.
 * @param {object} options
 * @param {boolean} options.dev `next dev` in place of the build
 * @param {number} options.port
 * @param {string} options.host
 * @param {NodeJS.ProcessEnv} options.env
 */
export function startPortal({ dev, port, host, env }) {
  const address = ['--port', String(port), '--hostname', host];
  return startService({
    name: 'portal',
    program: dev
      ? [packageFile('next/dist/bin/next'), 'dev', ...address]
      : [join(standaloneFolder, 'server.js')],
    cwd: dev ? root : standaloneFolder,
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      HOSTNAME: host,
      NODE_ENV: dev ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
    // We print the one URL that matters, once it works.
    onLine: (line) => {
      if (dev || !banner.test(line)) console.log(line);
    },
  });
}

/**
 * Waits until the portal, its database and its storage answer; false: the portal ended first, or is to stop.
 * @param {Pick<import('./service.mjs').Service, 'ended' | 'listening'>} service @param {string} origin
 * @param {{ dev: boolean, stop: AbortSignal }} options
 */
export async function isReady(service, origin, { dev, stop }) {
  // Who asks on during a stop is served on.
  const over = new AbortController();
  const end = () => over.abort();
  service.ended.then(end);
  stop.addEventListener('abort', end);
  if (stop.aborted) end();
  // `next dev` listens in a process of its own, which cannot tell us.
  if (!dev && 'failed' in (await service.listening)) return false;
  const patience = setTimeout(
    () => console.log('Waiting for database, storage and samples (a first start takes longer) …'),
    patienceMs,
  );
  over.signal.addEventListener('abort', () => clearTimeout(patience));
  while (!over.signal.aborted) {
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(60_000)]);
    const response = await fetch(`${origin}/readyz`, { signal }).catch(() => undefined);
    if (response?.ok) {
      clearTimeout(patience);
      return true;
    }
    await delay(100, undefined, { signal: over.signal }).catch(() => {});
  }
  return false;
}
