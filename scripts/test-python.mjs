// @ts-check
// npm run test:python: the real client `azureml` from PyPI, with pandas of today and of its time, against the production
// build over real storage. `--suites=current|older` takes some of them; what else stands after `--` goes to pytest.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError, ensureVenv } from './python/ensure-venv.mjs';
import { findPython } from './python/find-python.mjs';
import { openWorkspace } from './python/workspace-access.mjs';
import { anyFreePort } from './services/free-port.mjs';
import { canInstallPackages, installPackages } from './setup/debian.mjs';
import { root } from './setup/places.mjs';
import { prepare } from './setup/prepare.mjs';
import { exitCodes, Refusal, runScript } from './setup/refusal.mjs';
import { runtimeFacts, spawnStarter } from './start/spawn-starter.mjs';
import { watchForStop } from './start/stop-signal.mjs';

const testsFolder = join(root, 'e2e', 'python');
const withoutStorageClients = ['--ignore', 'test_storage_clients.py'];
/** What each is run with: minor versions of Python 3 that its packages exist for, and pytest's choice of tests. */
const allSuites = [
  { name: 'pandas-current', minors: { from: 11 }, choice: [] },
  // The newest that still takes the client's open answers for its frames.
  { name: 'pandas-3.0', minors: { from: 11 }, choice: [...withoutStorageClients, '-m', 'frames'] },
  { name: 'pandas-1.5', minors: { from: 10, to: 11 }, choice: [...withoutStorageClients, '-m', 'not once'] },
];
// pip unpacks on the same cores meanwhile.
const startLimitMs = 180_000;
const isCi = process.env.CI === 'true';

/** @typedef {{ name: string, choice: string[], interpreter: string }} ReadySuite */

await runScript(async () => {
  const stop = watchForStop();
  const { suites, wanted } = chosen(process.argv.slice(2));
  await prepare({ build: true, signal: stop });
  if (isCi && !findPython({ from: 10 })?.makesEnvironments && canInstallPackages())
    await installPackages('Python', ['python3', 'python3-venv']);
  const dataFolder = await mkdtemp(join(tmpdir(), 'sluice-python-'));
  const starter = spawnStarter(['--no-build'], {
    SLUICE_DATA: join(dataFolder, 'portal'),
    PORT: String(await anyFreePort()),
  });
  try {
    // The portal fills its samples while pip installs.
    const [facts, ready] = await Promise.all([
      runtimeFacts(join(dataFolder, 'portal'), starter, startLimitMs),
      Promise.all(suites.map((suite) => makeReady(suite, stop))),
    ]);
    const access = await openWorkspace(facts);
    const failed = [];
    for (const suite of ready) {
      if (suite === undefined) continue;
      const code = await runSuite(suite, facts.url, access, dataFolder, wanted, stop);
      if (stop.aborted) throw new Refusal('Stopped.');
      if (code !== 0) failed.push(suite.name);
    }
    if (failed.length > 0) throw new Refusal(`Failed: ${failed.join(', ')}.`);
  } finally {
    starter.child.kill('SIGTERM');
    await starter.exited;
    await rm(dataFolder, { recursive: true, force: true });
  }
});

/** @param {string[]} args */
function chosen([first = '', ...rest]) {
  const isCurrent = ({ name = '' }) => name === 'pandas-current';
  if (first === '--suites=current') return { suites: allSuites.filter(isCurrent), wanted: rest };
  if (first === '--suites=older')
    return { suites: allSuites.filter((suite) => !isCurrent(suite)), wanted: rest };
  return { suites: allSuites, wanted: first ? [first, ...rest] : [] };
}

/** @param {(typeof allSuites)[number]} suite @param {AbortSignal} stop @returns {Promise<ReadySuite | undefined>} */
async function makeReady({ name, minors, choice }, stop) {
  const range = `Python 3.${minors.from} ${minors.to ? `to 3.${minors.to}` : 'or newer'}`;
  const python = findPython(minors);
  if (!python) return goWithout(name, `${range} is not installed.`);
  if (!python.makesEnvironments)
    return goWithout(name, `${python.executable} makes no virtual environments; install python3-venv.`);
  try {
    const requirements = join(testsFolder, 'requirements', `${name}.txt`);
    return { name, choice, interpreter: await ensureVenv(python, requirements, name, stop) };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return goWithout(
      name,
      `Its packages could not be had from PyPI: ${error.message}.\n${error.output.trim()}`,
    );
  }
}

/** Without Python or PyPI the rest is still worth testing; but not where nobody reads the warning. @returns {undefined} */
function goWithout(/** @type {string} */ name, /** @type {string} */ reason) {
  if (isCi) throw new Refusal(`The client azureml cannot be tested with ${name}. ${reason}`);
  console.warn(`\n!!! THE CLIENT azureml IS NOT TESTED WITH ${name}. ${reason}\n`);
}

/**
 * @param {ReadySuite} suite @param {string} url @param {import('./python/workspace-access.mjs').WorkspaceAccess} access
 * @param {string} dataFolder @param {string[]} wanted @param {AbortSignal} stop
 * @returns {Promise<number>} pytest's exit code
 */
async function runSuite({ name, choice, interpreter }, url, access, dataFolder, wanted, stop) {
  console.log(`\n— azureml with ${name}\n`);
  const kept = ['PATH', 'SYSTEMROOT', 'TMPDIR', 'TEMP'].flatMap((key) =>
    process.env[key] ? [[key, process.env[key]]] : [],
  );
  const tests = spawn(interpreter, ['-m', 'pytest', ...choice, ...wanted], {
    cwd: testsFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...Object.fromEntries(kept),
      // The client reads ~/.azureml, requests reads ~/.netrc: not those of whoever runs the tests.
      HOME: dataFolder,
      USERPROFILE: dataFolder,
      PYTHONPYCACHEPREFIX: join(interpreter, '..', '..', 'bytecode'),
      PYTHONUTF8: '1',
      SLUICE_URL: url,
      SLUICE_WORKSPACE_ID: access.workspaceId,
      SLUICE_PRIMARY_TOKEN: access.primaryToken,
      SLUICE_SESSION_COOKIE: access.cookie,
    },
  });
  stop.addEventListener('abort', () => tests.kill('SIGTERM'));
  const [code] = await once(tests, 'exit');
  return code ?? exitCodes.failed;
}
