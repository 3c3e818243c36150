// @ts-check
// npm test: installs what is missing, builds, and runs what every change is tested by. npm run test:long (`--long`): what
// takes longer. `--only unit|server|python|e2e` a part of them, all of it. A part that fails stops no other one.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { packageFile, root } from './setup/places.mjs';
import { prepare } from './setup/prepare.mjs';
import { exitCodes, Refusal, runScript } from './setup/refusal.mjs';
import { checkNode } from './start/settings.mjs';
import { watchForStop } from './start/stop-signal.mjs';

const vitest = packageFile('vitest/vitest.mjs');
const playwright = packageFile('playwright/cli.js');
const vitestProjects = ['unit', 'server'];
const partNames = [...vitestProjects, 'python', 'e2e'];

/** @type {string[]} */
const failed = [];

await runScript(async () => {
  checkNode(process.versions.node);
  const { only, long } = chosen(process.argv.slice(2));
  const stop = watchForStop();
  // Without packages nothing can run; what needs a build sees to it.
  await prepare({ build: false, signal: stop });

  if (long) await allButBrowserOfLong(stop);
  else if (only === undefined) await allButBrowser(stop);
  else if (vitestProjects.includes(only))
    await part(`${only} tests`, [vitest, 'run', '--project', only], stop);
  if (only === 'server') await postgresPart(stop);
  if (only === 'python') await pythonPart(stop);
  if (only === 'e2e') await browserPart(stop);
  if (only === undefined) await browserPart(stop, long ? 'long' : 'short');
  if (failed.length > 0) process.exitCode = exitCodes.failed;
});

/**
 * Two at a time, as each of them keeps little more than one core busy. The build for the Python tests would take away
 * the generated types that the check looks at, hence one after the other.
 * @param {AbortSignal} stop
 */
async function allButBrowser(stop) {
  console.log('\nTwo parts at a time; what each has to say comes at its end …');
  const buffered = true;
  await Promise.all([
    part('check', ['scripts/check.mjs', '--without-tests'], stop, buffered).then(() =>
      pythonPart(stop, buffered, 'current'),
    ),
    part('unit and server tests', [vitest, 'run'], stop, buffered),
  ]);
}

/** @param {AbortSignal} stop */
async function allButBrowserOfLong(stop) {
  console.log('\nTwo parts at a time; what each has to say comes at its end …');
  await Promise.all([pythonPart(stop, true, 'older'), postgresPart(stop, true)]);
}

/** @param {AbortSignal} stop @param {boolean} [buffered] @param {'current' | 'older'} [suites] versions of pandas */
function pythonPart(stop, buffered, suites) {
  const choice = suites ? [`--suites=${suites}`] : [];
  return part('python tests', ['scripts/test-python.mjs', ...choice], stop, buffered);
}

/** @param {AbortSignal} stop @param {boolean} [buffered] */
async function postgresPart(stop, buffered) {
  const { findPostgres, howToGetPostgres } = await import('./postgres/find-postgres.mjs');
  if (findPostgres() || process.env.CI === 'true') {
    return part('server tests on PostgreSQL', ['scripts/test-postgres.mjs'], stop, buffered);
  }
  console.warn(`\n!!! NOT TESTED ON POSTGRESQL. ${howToGetPostgres}\n`);
}

/** @param {AbortSignal} stop @param {'short' | 'long'} [project] */
async function browserPart(stop, project) {
  const { ensureBrowser } = await import('./browser/ensure-browser.mjs');
  await ensureBrowser();
  if (project !== 'short') await ensureR();
  // Said before the last part: the closing lines are its summary.
  if (failed.length > 0) console.log(`\nFailed so far: ${failed.join(', ')}.`);
  const choice = project ? ['--project', project] : [];
  await part('browser tests', [playwright, 'test', ...choice], stop);
}

/** The access code for R runs where R is; a machine that tests every change gets it, with what the code asks for. */
async function ensureR() {
  const { canInstallPackages, installPackages } = await import('./setup/debian.mjs');
  if (process.env.CI !== 'true' || !canInstallPackages()) return;
  if (spawnSync('Rscript', ['--version']).status === 0) return;
  await installPackages('R', ['r-base-core', 'r-cran-jsonlite', 'r-cran-foreign']);
}

/**
 * @param {string} name @param {string[]} program Node script and arguments @param {AbortSignal} stop
 * @param {boolean} [buffered] its output comes as a whole, at its end
 */
async function part(name, program, stop, buffered = false) {
  if (stop.aborted) throw new Refusal('Stopped.');
  const heading = `\n— ${name}\n`;
  if (!buffered) console.log(heading);
  const begun = Date.now();
  const child = spawn(process.execPath, program, {
    cwd: root,
    stdio: buffered ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const end = () => child.kill('SIGTERM');
  stop.addEventListener('abort', end);
  const [code] = await once(child, 'close');
  stop.removeEventListener('abort', end);
  if (buffered) console.log(`${heading}\n${output.trimEnd()}\n\n${name}: ${secondsSince(begun)} s`);
  if (code !== 0) failed.push(name);
}

/** @param {number} begun */
function secondsSince(begun) {
  return ((Date.now() - begun) / 1000).toFixed(0);
}

/** @param {string[]} args @returns {{ only: string | undefined, long: boolean }} */
function chosen([flag, name, ...rest]) {
  if (flag === undefined) return { only: undefined, long: false };
  if (flag === '--long' && name === undefined) return { only: undefined, long: true };
  if (flag === '--only' && name && partNames.includes(name) && rest.length === 0)
    return { only: name, long: false };
  throw new Refusal(`Give --only ${partNames.join('|')}, or --long, or nothing.`, exitCodes.badSetting);
}
