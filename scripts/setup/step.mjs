// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './places.mjs';
import { Refusal } from './refusal.mjs';

const guard = new URL('../services/guard.mjs', import.meta.url).href;

/**
 * Runs a long step in the foreground: says what it does, shows the program's own output, and how long it took. It
 * ends with this process, however this one ends.
 * @param {string} title e.g. "Installing packages (npm ci)"
 * @param {string[]} program Node script and its arguments
 * @param {{ env?: Record<string, string>, signal?: AbortSignal | undefined, until?: RegExp }} [options] `env` is added to
 *   this process's; from the first line on that matches `until`, what is written to stdout is shown only if the step fails
 */
export async function runStep(title, program, { env = {}, signal, until } = {}) {
  console.log(`${title} …`);
  const begun = Date.now();
  /** @type {string[]} */
  const kept = [];
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', guard, ...program], {
      cwd: root,
      stdio: ['ignore', until ? 'pipe' : 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env, SLUICE_STARTER: String(process.pid) },
    });
    signal?.addEventListener('abort', () => child.kill('SIGTERM'));
    if (child.stdout)
      createInterface(child.stdout).on('line', (line) => {
        if (kept.length > 0 || until?.test(line)) kept.push(line);
        else console.log(line);
      });
    // At "close" all of its output has been read.
    child.once('error', reject).once('close', (exit, killed) => resolve(exit ?? killed));
  });
  if (code !== 0 && kept.length > 0) console.log(kept.join('\n'));
  if (signal?.aborted) throw new Refusal('Stopped.');
  if (code !== 0) throw new Refusal(`${title} failed (${code}); its own words are above.`);
  console.log(`${title}: done in ${Math.round((Date.now() - begun) / 1000)} s.`);
}
