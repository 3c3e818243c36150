// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { packageFile, root } from './places.mjs';
import { Refusal } from './refusal.mjs';
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

/** npm's own program: the one that runs this script, else the one on the path or beside this Node. */
function npmScript() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const linked = onPath.filter((file) => existsSync(file)).map((file) => realpathSync(file));
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const found = [process.env.npm_execpath, ...linked, beside].find(
    (file) => file?.endsWith('npm-cli.js') && existsSync(file),
  );
  if (!found) throw new Refusal('npm was not found; install it, or start by `npm start`.');
  return found;
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
