// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { EnvironmentError, ensureVenv } from '../python/ensure-venv.mjs';
import { findPython } from '../python/find-python.mjs';
import { openWorkspace } from '../python/workspace-access.mjs';
import { anyFreePort } from '../services/free-port.mjs';
import { root } from '../setup/places.mjs';
import { prepare } from '../setup/prepare.mjs';
import { Refusal } from '../setup/refusal.mjs';
import { runtimeFacts, spawnStarter } from '../start/spawn-starter.mjs';

const sizeMiB = 200;
const startLimitMs = 120_000;
const program = fileURLToPath(new URL('./studio_round.py', import.meta.url));
const environment = 'pandas-current';

/** @type {import('./report.mjs').Comparison[]} */
const speeds = [
  ['upload of 200 MiB', 'add_from_raw_data', 'upload_blob'],
  ['read of 200 MiB', 'read_as_binary', 'download_blob'],
  ["read of an experiment's output of 200 MiB", "intermediate dataset's read_as_binary", 'download_blob'],
].map(([metric = '', subject = '', against = '']) => ({
  metric,
  unit: 'MiB/s',
  subject,
  against,
  higherIsBetter: true,
}));

/** Linux alone tells how much memory another process ever took. @type {import('./report.mjs').Comparison[]} */
const memory = [
  ["server's memory while 200 MiB are uploaded", "server's growth, upload"],
  ["server's memory while an output of 200 MiB is read slowly", "server's growth, slow reader"],
].map(([metric = '', subject = '']) => ({
  metric,
  unit: 'MiB',
  subject,
  against: 'bytes moved',
  higherIsBetter: false,
}));

/** @type {import('./report.mjs').Bench} */
export const bench = {
  about:
    'the client azureml through the portal beside azure-storage-blob on the same storage, 200 MiB each way',
  rounds: 3,
  comparisons: process.platform === 'linux' ? [...speeds, ...memory] : speeds,
  async round(round) {
    await prepare({ build: true });
    const interpreter = await pythonWithClients();
    const dataFolder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
    const starter = spawnStarter(['--no-build'], {
      SLUICE_DATA: dataFolder,
      PORT: String(await anyFreePort()),
    });
    try {
      const facts = await runtimeFacts(dataFolder, starter, startLimitMs);
      const measured = await measure(interpreter, facts, dataFolder, round);
      return { ...measured, 'bytes moved': sizeMiB };
    } finally {
      starter.child.kill('SIGTERM');
      await starter.exited;
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};

/** The environment that the tests of the client have too. */
async function pythonWithClients() {
  const python = findPython({ from: 11 });
  if (!python?.makesEnvironments)
    throw new Refusal('This bench needs Python 3.11 or newer with venv; install python3 and python3-venv.');
  const requirements = join(root, 'e2e', 'python', 'requirements', `${environment}.txt`);
  try {
    return await ensureVenv(python, requirements, environment, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    throw new Refusal(`The clients could not be had from PyPI: ${error.message}.\n${error.output.trim()}`);
  }
}

/**
 * @param {string} interpreter @param {import('../start/spawn-starter.mjs').RuntimeFacts} facts
 * @param {string} home @param {number} round
 * @returns {Promise<import('./report.mjs').Samples>}
 */
async function measure(interpreter, facts, home, round) {
  const { workspaceId, primaryToken } = await openWorkspace(facts);
  const client = spawn(interpreter, ['-W', 'ignore', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      // Not the ~/.azureml and ~/.netrc of whoever measures.
      HOME: home,
      SLUICE_URL: facts.url,
      SLUICE_WORKSPACE_ID: workspaceId,
      SLUICE_TOKEN: primaryToken,
      SLUICE_SERVER_PID: String(facts.serverPid),
      SLUICE_BENCH_MIB: String(sizeMiB),
      SLUICE_BENCH_ROUND: String(round),
    },
  });
  const [output, [code]] = await Promise.all([text(client.stdout), once(client, 'exit')]);
  if (code !== 0) throw new Error(`The round's clients ended with ${code}.`);
  return JSON.parse(output);
}
