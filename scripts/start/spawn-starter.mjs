// @ts-check
// For tests, benches and screenshots: a portal of one's own, by the way of `npm start`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../setup/places.mjs';

/**
 * @typedef {object} Starter
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => string} output all it has printed so far
 * @property {Promise<number | string>} exited its exit code; the signal's name where one ended it
 *
 * @typedef {object} RuntimeFacts
 * @property {string} url
 * @property {string} signInUrl works once
 * @property {string} localUrl where this machine reaches it
 * @property {string} operatorCode by which a script makes sign-in links
 * @property {number} pid the starter; a signal to it stops everything
 * @property {number} serverPid
 * @property {string} blobEndpoint
 */

/**
 * Runs `scripts/start.mjs` with only these settings, whatever the machine's own environment says.
 * @param {string[]} flags @param {Record<string, string>} settings @param {string} [clone]
 * @returns {Starter}
 */
export function spawnStarter(flags, settings, clone = root) {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'NODE_OPTIONS', 'npm_config_registry', 'npm_config_cache'];
  const inherited = kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  const child = spawn(process.execPath, [join(clone, 'scripts', 'start.mjs'), ...flags], {
    cwd: clone,
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  const exited = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, output: () => text, exited };
}

/**
 * What `runtime.json` tells once the portal is ready; throws with the starter's output where it never is.
 * @param {string} dataFolder @param {Starter} starter @param {number} [limitMs]
 * @returns {Promise<RuntimeFacts>}
 */
export async function runtimeFacts(dataFolder, starter, limitMs = 60_000) {
  let running = true;
  starter.exited.then(() => {
    running = false;
  });
  const limit = Date.now() + limitMs;
  while (running && Date.now() < limit) {
    const text = await readFile(join(dataFolder, 'runtime.json'), 'utf8').catch(() => '{}');
    const facts = JSON.parse(text);
    if (facts.pid === starter.child.pid) return facts;
    await delay(50);
  }
  starter.child.kill('SIGTERM');
  throw new Error(`The portal did not start:\n${starter.output()}`);
}
