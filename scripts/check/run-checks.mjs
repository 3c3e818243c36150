// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../setup/places.mjs';

/** @typedef {{ name: string, commands: string[][] }} Check commands of Node scripts and their arguments, one after another */

/**
 * Runs checks side by side, a line for each as it ends, and the words of those that failed.
 * @param {Check[]} checks the longest first
 * @param {number} lanes
 * @returns {Promise<string[]>} names of the failed ones
 */
export async function runChecks(checks, lanes) {
  const waiting = [...checks];
  /** @type {string[]} */
  const failed = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const begun = Date.now();
      const output = await failureOf(check);
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      console.log(`${output === undefined ? '✓' : '✗'} ${check.name} (${seconds} s)`);
      if (output === undefined) continue;
      failed.push(check.name);
      console.log(output.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
}

/** @param {Check} check @returns {Promise<string | undefined>} what the first failing command printed */
async function failureOf({ commands }) {
  for (const args of commands) {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    const [code] = await once(child, 'close');
    if (code !== 0) return output || `exit code ${code}`;
  }
  return undefined;
}
