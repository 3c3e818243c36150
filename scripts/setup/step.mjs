// @ts-check
import { spawn } from 'node:child_process';
import { root } from './places.mjs';
import { Refusal } from './refusal.mjs';

const guard = new URL('../services/guard.mjs', import.meta.url).href;

/**
 * Runs a long step in the foreground: says what it does, shows the program's own output, and how long it took. It
 * ends with this process, however this one ends.
 * @param {string} title e.g. "Installing packages (npm ci)"
 * @param {string[]} program Node script and its arguments
 * @param {{ env?: Record<string, string>, signal?: AbortSignal | undefined }} [options] `env` is added to this process's
 */
export async function runStep(title, program, { env = {}, signal } = {}) {
  console.log(`${title} …`);
  const begun = Date.now();
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', guard, ...program], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env, SLUICE_STARTER: String(process.pid) },
    });
    signal?.addEventListener('abort', () => child.kill('SIGTERM'));
    child.once('error', reject).once('exit', (exit, killed) => resolve(exit ?? killed));
  });
  if (signal?.aborted) throw new Refusal('Stopped.');
  if (code !== 0) throw new Refusal(`${title} failed (${code}); its own words are above.`);
  console.log(`${title}: done in ${Math.round((Date.now() - begun) / 1000)} s.`);
}
