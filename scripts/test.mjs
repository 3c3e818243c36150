// @ts-check
// npm test: installs what is missing, builds, and runs everything; `--only unit|server|python|e2e` a part of it. A part
// that fails stops no later one.
import { spawn } from 'node:child_process';
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
  const only = chosenPart(process.argv.slice(2));
  const stop = watchForStop();
  // Without packages nothing can run; what needs a build sees to it.
  await prepare({ build: false, signal: stop });

  if (!only) await part('check', ['scripts/check.mjs', '--without-tests'], stop);
  if (only === undefined) await part('unit and server tests', [vitest, 'run'], stop);
  else if (vitestProjects.includes(only))
    await part(`${only} tests`, [vitest, 'run', '--project', only], stop);
  if (only === undefined || only === 'server') await postgresPart(stop);
  if (only === undefined || only === 'python') await part('python tests', ['scripts/test-python.mjs'], stop);
  if (only === undefined || only === 'e2e') await browserPart(stop);
  if (failed.length > 0) process.exitCode = exitCodes.failed;
});

/** @param {AbortSignal} stop */
async function postgresPart(stop) {
  const { findPostgres, howToGetPostgres } = await import('./postgres/find-postgres.mjs');
  if (findPostgres() || process.env.CI === 'true') {
    return part('server tests on PostgreSQL', ['scripts/test-postgres.mjs'], stop);
  }
  console.warn(`\n!!! NOT TESTED ON POSTGRESQL. ${howToGetPostgres}\n`);
}

/** @param {AbortSignal} stop */
async function browserPart(stop) {
  const { ensureBrowser } = await import('./browser/ensure-browser.mjs');
  await ensureBrowser();
  // Said before the last part: the closing lines are its summary.
  if (failed.length > 0) console.log(`\nFailed so far: ${failed.join(', ')}.`);
  await part('browser tests', [playwright, 'test'], stop);
}

/** @param {string} name @param {string[]} program Node script and arguments @param {AbortSignal} stop */
async function part(name, program, stop) {
  if (stop.aborted) throw new Refusal('Stopped.');
  console.log(`\n— ${name}\n`);
  const child = spawn(process.execPath, program, { cwd: root, stdio: 'inherit' });
  const end = () => child.kill('SIGTERM');
  stop.addEventListener('abort', end);
  const [code] = await once(child, 'exit');
  stop.removeEventListener('abort', end);
  if (code !== 0) failed.push(name);
}

/** @param {string[]} args */
function chosenPart([flag, name, ...rest]) {
  if (flag === undefined) return undefined;
  if (flag === '--only' && name && partNames.includes(name) && rest.length === 0) return name;
  throw new Refusal(`Give --only ${partNames.join('|')}, or nothing for all.`, exitCodes.badSetting);
}
