// @ts-check
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const oldestVersion = 15;
const versionedFolders = [
  '/usr/lib/postgresql',
  '/Library/PostgreSQL',
  '/opt/homebrew/opt',
  '/usr/local/opt',
];
const plainFolders = ['/usr/local/bin', '/usr/local/pgsql/bin', '/opt/homebrew/bin', '/usr/bin'];

export const howToGetPostgres = `PostgreSQL ${oldestVersion} or newer is not installed; get it by "apt-get install postgresql" (Debian, Ubuntu), "brew install postgresql@17" (macOS) or from postgresql.org.`;

/** @returns {string | undefined} the folder with the programs of a PostgreSQL that is new enough */
export function findPostgres() {
  return candidates().find((folder) => (versionIn(folder) ?? 0) >= oldestVersion);
}

function candidates() {
  const told = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const versioned = versionedFolders.flatMap((parent) =>
    foldersIn(parent)
      .filter((name) => /^(postgresql@)?\d/.test(name))
      .sort((a, b) => b.localeCompare(a, undefined, { numeric: true }))
      .map((name) => join(parent, name, 'bin')),
  );
  return [...(told ? [told] : []), ...versioned, ...plainFolders];
}

/** @param {string} folder */
function versionIn(folder) {
  // initdb comes with the server alone; a client has psql without it.
  const { stdout } = spawnSync(join(folder, 'initdb'), ['--version'], { encoding: 'utf8' });
  const major = /(\d+)/.exec(stdout ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** @param {string} parent */
function foldersIn(parent) {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}
