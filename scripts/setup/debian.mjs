// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const attempts = 5;

/** Whether packages can be installed here without asking anybody: Debian, and root. */
export function canInstallPackages() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Installs Debian packages; waits for whoever holds dpkg's lock, and tries again where a mirror stumbles.
 * @param {string} what e.g. "a browser"
 * @param {string[]} packages
 * @returns {Promise<boolean>} whether they are there now
 */
export async function installPackages(what, packages) {
  console.log(`Installing ${what} (apt-get install ${packages.join(' ')}) …`);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const lists = apt(['update']);
    if (lists && apt(['install', '-y', '--no-install-recommends', ...packages])) return true;
    await delay(attempt * 3_000);
  }
  return false;
}

/** @param {string[]} args */
function apt(args) {
  const { status } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}
