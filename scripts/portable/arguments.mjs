// @ts-check
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodes, Refusal } from '../setup/refusal.mjs';

/**
 * @typedef {object} Settings
 * @property {string} url origin of the portal
 * @property {string} workspaceId
 * @property {string} token
 * @property {string} folder absolute
 * @property {string} onConflict empty where not given
 */

/**
 * What export and import are told; undefined where `--help` was asked for.
 * @param {string[]} flags @param {Record<string, string | undefined>} env
 * @param {{ folderFlag: 'to' | 'from', onConflict: string[] }} has the folder's flag; what `--on-conflict` may say
 * @returns {Settings | undefined}
 */
export function readArguments(flags, env, { folderFlag, onConflict }) {
  const values = valuesOf(flags, folderFlag, onConflict.length > 0);
  if (values.help) return undefined;
  const { workspace, [folderFlag]: folder } = values;
  if (typeof values.url !== 'string') refuse('Give the address of the portal: --url http://127.0.0.1:3000.');
  if (typeof workspace !== 'string' || !/^[0-9a-f]{32}$/.test(workspace))
    refuse(
      'Give the id of the workspace, 32 hexadecimal digits as in the addresses of its pages: --workspace ID.',
    );
  if (typeof folder !== 'string' || folder === '') refuse(`Give the folder: --${folderFlag} FOLDER.`);
  const way = values['on-conflict'] ?? '';
  if (way !== '' && !onConflict.includes(String(way)))
    refuse(`--on-conflict is ${onConflict.join(' or ')}; ${JSON.stringify(way)} is neither.`);
  return {
    url: originOf(values.url),
    workspaceId: workspace,
    token: tokenOf(env.SLUICE_TOKEN),
    folder: resolve(folder),
    onConflict: String(way),
  };
}

/** @param {string[]} flags @param {string} folderFlag @param {boolean} mayConflict */
function valuesOf(flags, folderFlag, mayConflict) {
  try {
    /** @type {Record<string, string | boolean | undefined>} */
    const values = parseArgs({
      args: flags,
      options: {
        url: { type: 'string' },
        workspace: { type: 'string' },
        [folderFlag]: { type: 'string' },
        ...(mayConflict ? { 'on-conflict': { type: 'string' } } : {}),
        help: { type: 'boolean' },
      },
    }).values;
    return values;
  } catch {
    // Node's own sentence quotes what was given, which may be a token in the wrong place.
    return refuse('There is an option or word that is not known here; --help tells what there is.');
  }
}

/** @param {string} text */
function originOf(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    return refuse('--url must be an address as http://127.0.0.1:3000 or https://data.example.org.');
  if (url.pathname !== '/' || url.search || url.hash)
    return refuse(`--url must be the portal's address alone, without a path: ${url.origin}.`);
  return url.origin;
}

/** @param {string | undefined} token */
function tokenOf(token) {
  if (!token)
    return refuse(
      'Set SLUICE_TOKEN to an authorization token of the workspace (Settings, Authorization tokens); it is not an argument, as those are seen by others on the machine.',
    );
  // Anything else could not be a header.
  if (!/^[\x21-\x7e]+$/.test(token))
    return refuse('SLUICE_TOKEN holds spaces or odd characters; copy it anew.');
  return token;
}

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  throw new Refusal(sentence, exitCodes.badSetting);
}
