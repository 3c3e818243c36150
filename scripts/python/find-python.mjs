// @ts-check
import { spawnSync } from 'node:child_process';

/** @typedef {{ command: string, executable: string, version: string, minor: number, makesEnvironments: boolean }} Python */

const newestMinor = 20;
const question = `
import importlib.util as u, json, platform, sys
print(json.dumps({
  "executable": sys.executable,
  "version": platform.python_version(),
  "major": sys.version_info[0],
  "minor": sys.version_info[1],
  "makesEnvironments": all(u.find_spec(name) for name in ("venv", "ensurepip")),
}))`;

/**
 * The first Python 3 of this machine whose minor version lies in a range: `python3`, else the newest by name.
 * @param {{ from: number, to?: number }} minors both included
 * @returns {Python | undefined}
 */
export function findPython({ from, to = newestMinor }) {
  const byName = Array.from(
    { length: newestMinor - from + 1 },
    (_, index) => `python3.${newestMinor - index}`,
  );
  const plain = process.platform === 'win32' ? ['python', 'py'] : ['python3', '/usr/bin/python3'];
  for (const command of [...plain, ...byName]) {
    const python = ask(command);
    if (python && python.minor >= from && python.minor <= to) return python;
  }
  return undefined;
}

/** @param {string} command @returns {Python | undefined} */
function ask(command) {
  const { status, stdout } = spawnSync(command, ['-c', question], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const { major, ...python } = JSON.parse(stdout);
  return major === 3 ? { command, ...python } : undefined;
}
