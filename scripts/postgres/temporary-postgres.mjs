// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
  /** @type {(() => Promise<unknown>)[]} */
  const undo = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const options = { cwd: folder, ...unprivilegedUser() };
    const { data, password } = await makeCluster(programs, folder, options);
    const port = await anyFreePort();
    await startServer(programs, { data, port, options, undo });
    return { url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @typedef {{ cwd: string, uid?: number, gid?: number }} ProcessOptions */

/** @param {string} programs @param {string} folder @param {ProcessOptions} options */
async function makeCluster(programs, folder, options) {
  const { uid, gid } = options;
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined)
    await Promise.all([folder, passwordFile].map((path) => chown(path, uid, gid)));
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      ...['-D', data, '-U', user, '--pwfile', passwordFile, '--auth=scram-sha-256'],
      ...['--no-sync', '-E', 'UTF8', '--locale=C'],
    ],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Refusal(`initdb failed: ${made.stderr || made.error?.message}`);
  return { data, password };
}

/**
 * @param {string} programs
 * @param {{ data: string, port: number, options: ProcessOptions, undo: (() => Promise<unknown>)[] }} what
 */
async function startServer(programs, { data, port, options, undo }) {
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
  const ended = new Promise((resolve) => {
    server.once('exit', resolve).once('error', resolve);
  });
  // SIGINT: it ends at once, whoever is still connected.
  undo.push(() => {
    server.kill('SIGINT');
    return ended;
  });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (chunk) => {
    log = (log + chunk).slice(-10_000);
  });
  let running = true;
  ended.then(() => {
    running = false;
  });
  const limit = Date.now() + startLimitMs;
  while (!log.includes('ready to accept connections')) {
    if (!running || Date.now() > limit) throw new Refusal(`PostgreSQL did not start:\n${log}`);
    await delay(50);
  }
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
