// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { anyFreePort } from '../services/free-port.mjs';
import { Refusal } from '../setup/refusal.mjs';

const startLimitMs = 30_000;
const user = 'sluice';

/**
 * Starts an empty PostgreSQL in a temporary folder, on loopback alone, without care for power loss.
 * @param {string} programs folder of its programs
 * @returns {Promise<{ url: string, stop(): Promise<void> }>} `stop` removes the folder too
 */
export async function startTemporaryPostgres(programs) {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-postgres-'));
  const owner = unprivilegedUser();
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) await Promise.all([folder, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
  const data = join(folder, 'data');
  const options = { cwd: folder, ...owner };

  const made = spawnSync(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      user,
      '--pwfile',
      passwordFile,
      '--auth=scram-sha-256',
      '--no-sync',
      '-E',
      'UTF8',
      '--locale=C',
    ],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Refusal(`initdb failed: ${made.stderr || made.error?.message}`);

  const port = await anyFreePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 200,
  };
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (chunk) => {
    log = (log + chunk).slice(-10_000);
  });
  const ended = once(server, 'exit');
  const limit = Date.now() + startLimitMs;
  while (!log.includes('ready to accept connections')) {
    if (server.exitCode !== null || Date.now() > limit)
      throw new Refusal(`PostgreSQL did not start:\n${log}`);
    await delay(50);
  }
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      // SIGINT: it ends at once, whoever is still connected.
      if (server.exitCode === null) server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; whom it runs as then. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim(),
    );
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Refusal('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.');
}
