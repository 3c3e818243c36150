// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../setup/places.mjs';

const guard = new URL('./guard.mjs', import.meta.url).href;

/**
 * @typedef {object} Service
 * @property {string} name
 * @property {number} pid
 * @property {Promise<{ port: number } | { failed: string }>} listening where it listens, or why it does not
 * @property {Promise<string>} ended how it ended: "exit code 1", "SIGKILL"
 * @property {() => number | null} exitCode null while it runs and after a signal
 * @property {(limitMs: number) => Promise<void>} stop asks it to end, and ends it after the limit
 * @property {() => void} kill
 */

/**
 * Starts a Node program as a service: it ends with this process, however this one ends.
 * @param {object} options
 * @param {string} options.name
 * @param {string[]} options.program script and its arguments
 * @param {NodeJS.ProcessEnv} options.env the whole environment
 * @param {string} [options.cwd]
 * @param {(line: string) => void} options.onLine what to do with each line of its standard output
 * @returns {Service}
 */
export function startService({ name, program, env, cwd = root, onLine }) {
  const child = spawn(process.execPath, ['--import', guard, ...program], {
    cwd,
    env: { ...env, SLUICE_STARTER: String(process.pid) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Ctrl-C goes to the whole group of the terminal; the services end in order instead, when we tell them.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  createInterface(/** @type {import('node:stream').Readable} */ (child.stdout)).on('line', onLine);
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  /** @type {Service['listening']} */
  const listening = new Promise((resolve) => {
    child.on('message', (/** @type {any} */ message) => {
      if (message.listening) resolve({ port: message.listening });
      if (message.failed) resolve({ failed: message.failed });
    });
    ended.then((how) => resolve({ failed: how }));
  });
  return {
    name,
    pid: child.pid ?? 0,
    listening,
    ended,
    exitCode: () => child.exitCode,
    kill: () => child.kill('SIGKILL'),
    async stop(limitMs) {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
