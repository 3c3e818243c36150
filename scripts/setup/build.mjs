// @ts-check
import { existsSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFile, root, standaloneFolder } from './places.mjs';
import { contentStamp, readStamp } from './stamp.mjs';
import { runStep } from './step.mjs';

const stampFile = join(standaloneFolder, '.sluice-built');
const sources = [
  'app',
  'components',
  'lib',
  'server',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
];

/**
 * Builds the portal's server into `.next/standalone`; nothing happens where that is done already.
 * @param {AbortSignal} [signal]
 */
export async function ensureBuilt(signal) {
  const stamp = await contentStamp(sources);
  if ((await readStamp(stampFile)) === stamp) return;
  await rm(standaloneFolder, { recursive: true, force: true });
  const next = packageFile('next/dist/bin/next');
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await runStep('Building the portal (next build)', [next, 'build'], {
    env,
    signal,
    // The list of all routes would push what is of use off the screen.
    until: /^Route \(/,
  });
  // The standalone server serves both folders but `next build` leaves copying them to us.
  const folders = [join('.next', 'static'), 'public'].filter((folder) => existsSync(join(root, folder)));
  await Promise.all(
    folders.map((folder) => cp(join(root, folder), join(standaloneFolder, folder), { recursive: true })),
  );
  await writeFile(stampFile, stamp);
}
