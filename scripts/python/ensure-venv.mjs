// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../setup/places.mjs';
import { Refusal } from '../setup/refusal.mjs';
import { readStamp } from '../setup/stamp.mjs';

// Beside node_modules rather than in it: `npm ci` would throw the environments away.
const cacheFolder = join(root, '.cache', 'python');

/** A virtual environment could not be made; `output` is what pip had to say. */
export class EnvironmentError extends Error {
  /** @param {string} message @param {string} output */
  constructor(message, output) {
    super(message);
    this.name = 'EnvironmentError';
    this.output = output;
  }
}

/**
 * A virtual environment with exactly the packages of a requirements file, as the user's pip is configured to get
 * them; made where there is none for these contents and this interpreter.
 * @param {import('./find-python.mjs').Python} python
 * @param {string} requirements the file
 * @param {string} name of the environment
 * @param {AbortSignal} signal
 * @returns {Promise<string>} the environment's interpreter
 */
export async function ensureVenv(python, requirements, name, signal) {
  const hash = createHash('sha256')
    .update([python.executable, python.version, process.platform, process.arch].join('\0'))
    .update(await readFile(requirements));
  const folder = `${name}-${hash.digest('hex').slice(0, 16)}`;
  const interpreter = join(
    cacheFolder,
    folder,
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  );
  const stampFile = join(cacheFolder, folder, '.complete');
  if ((await readStamp(stampFile)) !== undefined) return interpreter;

  await mkdir(cacheFolder, { recursive: true });
  const former = (await readdir(cacheFolder)).filter((entry) => entry.startsWith(`${name}-`));
  for (const entry of former) await rm(join(cacheFolder, entry), { recursive: true, force: true });
  console.log(`Installing ${name} into a virtual environment (Python ${python.version}, pip install) …`);
  const begun = Date.now();
  await run(python.executable, ['-m', 'venv', join(cacheFolder, folder)], signal);
  // Wheels only: what would have to be compiled first fails at once, and says so.
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-input',
    '--no-compile',
    '--disable-pip-version-check',
  ];
  await run(interpreter, [...pip, '--only-binary', ':all:', '--requirement', requirements], signal);
  await writeFile(stampFile, '');
  console.log(`Installing ${name}: done in ${Math.round((Date.now() - begun) / 1000)} s.`);
  return interpreter;
}

/** @param {string} command @param {string[]} args @param {AbortSignal} signal */
async function run(command, args, signal) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, 'close');
  signal.removeEventListener('abort', end);
  if (signal.aborted) throw new Refusal('Stopped.');
  if (code !== 0) throw new EnvironmentError(`${args.slice(0, 3).join(' ')} failed (${code})`, output);
}
