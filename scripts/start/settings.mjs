// @ts-check
import { resolve } from 'node:path';
import { publicUrlFlaw } from '../../server/platform/public-url.mjs';
import { root } from '../setup/places.mjs';
import { exitCodes, Refusal } from '../setup/refusal.mjs';

const defaultPort = 3000;
const oldestNode = [20, 19];

/**
 * What the starter itself needs of flags and environment; everything else the portal reads and judges.
 * @param {string[]} flags @param {NodeJS.ProcessEnv} env
 */
export function readSettings(flags, env) {
  const unknown = flags.find((flag) => !['--dev', '--no-build'].includes(flag));
  if (unknown) refuse(`${unknown} is not an option; there are --dev and --no-build.`);
  return {
    dev: flags.includes('--dev'),
    build: !flags.includes('--no-build'),
    dataFolder: resolve(root, env.SLUICE_DATA || '.sluice'),
    port: portOf(env.PORT) ?? defaultPort,
    isPortGiven: Boolean(env.PORT),
    host: env.SLUICE_BIND || '127.0.0.1',
    publicUrl: env.SLUICE_PUBLIC_URL?.replace(/\/+$/, '') || undefined,
    isStorageEmbedded: !env.AZURE_STORAGE_CONNECTION_STRING && !env.AZURE_STORAGE_ACCOUNT_URL,
    isDatabaseEmbedded: !env.DATABASE_URL,
  };
}

/**
 * Where this machine itself reaches a server that listens at `host`: loopback for one that listens everywhere.
 * @param {string} host @param {number} port
 */
export function originAt(host, port) {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const address = host.includes(':') ? `[${host}]` : host;
  return `http://${isEverywhere ? '127.0.0.1' : address}:${port}`;
}

/**
 * Where people reach the portal: SLUICE_PUBLIC_URL or, without it, where the server listens. Refuses what the portal would.
 * @param {{ publicUrl: string | undefined, host: string }} settings @param {number} port
 */
export function publicOriginOf({ publicUrl, host }, port) {
  const url = publicUrl ?? originAt(host, port);
  const flaw = publicUrlFlaw(url);
  if (flaw === undefined) return new URL(url).origin;
  if (publicUrl !== undefined) return refuse(flaw);
  return refuse(
    `SLUICE_BIND=${host} needs SLUICE_PUBLIC_URL beside it: where people reach the portal, such as https://data.example.org.`,
  );
}

/** Refuses a Node that is too old for what is installed. @param {string} version e.g. "20.19.0" */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  refuse(`Sluice needs Node ${oldestNode.join('.')} or newer; this is ${version}.`);
}

/** @param {string | undefined} text */
function portOf(text) {
  if (!text) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  return refuse(`PORT must be a number from 1 to 65535; it is ${JSON.stringify(text)}.`);
}

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  throw new Refusal(sentence, exitCodes.badSetting);
}
