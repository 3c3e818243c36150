// @ts-check
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packageFile, root } from './places.mjs';
import { contentStamp, readStamp } from './stamp.mjs';
import { runStep } from './step.mjs';

const stampFile = packageFile('.sluice-installed');

/**
 * Makes node_modules hold what package-lock.json says; nothing happens where it does already.
 * @param {AbortSignal} [signal]
 */
export async function ensureInstalled(signal) {
  if (!(await isInstalled())) {
    // --include=dev: the build needs the development packages, also where NODE_ENV=production is set.
    const program = [npmScript(), 'ci', '--include=dev', '--no-audit', '--no-fund'];
    await runStep('Installing packages (npm ci)', program, { signal });
  }
  await writeFile(stampFile, await contentStamp(['package-lock.json']));
}

/** Whether node_modules holds what package-lock.json says, for this Node; installed by whom does not matter. */
export async function isInstalled() {
  const found = await readStamp(stampFile);
  if (found !== undefined) return found === (await contentStamp(['package-lock.json']));
  return agreesWithLock();
}

/** npm's own program: the one that runs this script, else the one that came with this Node. */
function npmScript() {
  if (process.env.npm_execpath?.endsWith('npm-cli.js')) return process.env.npm_execpath;
  const folder = dirname(process.execPath);
  return createRequire(folder).resolve('npm/bin/npm-cli.js', {
    paths: [join(folder, 'node_modules'), join(folder, '..', 'lib', 'node_modules'), '/usr/share/nodejs'],
  });
}

/** npm's own record of what it installed names the same versions as the lock. */
async function agreesWithLock() {
  const [wanted, present] = await Promise.all([
    packagesIn(join(root, 'package-lock.json')),
    packagesIn(packageFile('.package-lock.json')),
  ]);
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

/** @param {string} file @returns {Promise<Record<string, { version: string, optional?: boolean }>>} */
async function packagesIn(file) {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text).packages ?? {};
}
