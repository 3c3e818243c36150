// @ts-check
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../setup/places.mjs';

const MiB = 1024 * 1024;
/** What the engine of the browser takes too. */
const blockMiB = 8;
const lanes = 4;
const rcloneLine = ['--config', '', '--azureblob-chunk-size', `${blockMiB}Mi`];

/**
 * @typedef {object} Peer another client of the same storage; each call answers seconds
 * @property {string} name
 * @property {(file: string, containerUrl: string, blob: string) => Promise<number>} upload
 * @property {(containerUrl: string, blob: string, file: string) => Promise<number>} download
 * @property {((folder: string, containerUrl: string, prefix: string) => Promise<number>) | undefined} uploadFolder
 * @property {((containerUrl: string, prefix: string, folder: string) => Promise<number>) | undefined} downloadFolder
 */

/** The peers this machine has, with a line for each that it lacks. @returns {Peer[]} */
export function findPeers() {
  const rclone = programOnPath('rclone');
  const azcopy = programOnPath('azcopy') ?? builtAzcopy();
  if (!rclone) console.log('rclone is left out: it is not installed (Debian: apt-get install rclone).');
  if (!azcopy) console.log('azcopy is left out: it is not installed, and Go cannot build it here.');
  return [...(rclone ? [rclonePeer(rclone)] : []), ...(azcopy ? [azcopyPeer(azcopy)] : []), sdkPeer()];
}

/** @param {string} program @returns {Peer} */
function rclonePeer(program) {
  /** @param {string} containerUrl @param {string} path @returns {[string, string[]]} */
  const remote = (containerUrl, path) => {
    const container = new URL(containerUrl).pathname.split('/').at(-1);
    return [`:azureblob:${container}/${path}`, ['--azureblob-sas-url', containerUrl]];
  };
  const many = ['--no-check-dest', '--transfers', '16'];
  /** @param {string} from @param {string} to @param {string[]} flags */
  const copyAll = (from, to, flags) => timed(program, ['copy', ...many, ...rcloneLine, ...flags, from, to]);
  return {
    name: 'rclone',
    upload(file, containerUrl, blob) {
      const [to, flags] = remote(containerUrl, blob);
      const width = ['--azureblob-upload-concurrency', String(lanes)];
      return timed(program, ['copyto', '--ignore-times', ...rcloneLine, ...width, ...flags, file, to]);
    },
    download(containerUrl, blob, file) {
      const [from, flags] = remote(containerUrl, blob);
      const width = ['--multi-thread-streams', String(lanes)];
      return timed(program, ['copyto', '--ignore-times', ...rcloneLine, ...width, ...flags, from, file]);
    },
    uploadFolder(folder, containerUrl, prefix) {
      const [to, flags] = remote(containerUrl, prefix);
      return copyAll(folder, to, flags);
    },
    downloadFolder(containerUrl, prefix, folder) {
      const [from, flags] = remote(containerUrl, prefix);
      return copyAll(from, folder, flags);
    },
  };
}

/** @param {string} program @returns {Peer} */
function azcopyPeer(program) {
  const options = ['--log-level', 'NONE', '--output-level', 'quiet', '--block-size-mb', String(blockMiB)];
  /** @param {string} containerUrl @param {string} path */
  const address = (containerUrl, path) => {
    const url = new URL(containerUrl);
    url.pathname += `/${path}`;
    return url.href;
  };
  return {
    name: 'azcopy',
    upload: (file, containerUrl, blob) =>
      timed(program, [
        'copy',
        file,
        address(containerUrl, blob),
        '--from-to',
        'LocalBlob',
        '--put-md5',
        ...options,
      ]),
    download: (containerUrl, blob, file) =>
      timed(program, ['copy', address(containerUrl, blob), file, '--from-to', 'BlobLocal', ...options]),
    uploadFolder: (folder, containerUrl, prefix) =>
      timed(program, [
        ...['copy', `${folder}/*`, address(containerUrl, prefix), '--recursive'],
        ...['--from-to', 'LocalBlob', ...options],
      ]),
    downloadFolder: (containerUrl, prefix, folder) =>
      timed(program, [
        ...['copy', address(containerUrl, `${prefix}/*`), folder, '--recursive'],
        ...['--from-to', 'BlobLocal', ...options],
      ]),
  };
}

/** The SDK that the portal has too, in a Node of its own. @returns {Peer} */
function sdkPeer() {
  const script = join(import.meta.dirname, 'sdk-client.mjs');
  /** @param {string[]} args */
  const run = (...args) => timed(process.execPath, [script, String(blockMiB * MiB), String(lanes), ...args]);
  return {
    name: '@azure/storage-blob',
    upload: (file, containerUrl, blob) => run('upload', file, containerUrl, blob),
    download: (containerUrl, blob, file) => run('download', file, containerUrl, blob),
    uploadFolder: undefined,
    downloadFolder: undefined,
  };
}

/** @param {string} program @param {string[]} args @returns {Promise<number>} seconds from its start to its end */
async function timed(program, args) {
  const begun = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${withoutKeys(errors).slice(-2000)}`);
  return seconds;
}

/** @param {string} output */
function withoutKeys(output) {
  return output.replaceAll(/sig=[^&\s"]+/g, 'sig=…');
}

/** @param {string} name */
function programOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** azcopy is no package of Debian; where there is Go, it is built once. */
function builtAzcopy() {
  const go = programOnPath('go');
  if (!go) return undefined;
  const folder = join(root, '.cache', 'azcopy');
  const program = join(folder, 'bin', 'azcopy');
  if (existsSync(program)) return program;
  console.log('Building azcopy …');
  try {
    const env = { ...process.env, GOPATH: folder, GOBIN: join(folder, 'bin') };
    const stdio = /** @type {const} */ ('ignore');
    execFileSync(go, ['install', 'github.com/Azure/azure-storage-azcopy/v10@latest'], { env, stdio });
  } catch {
    return undefined;
  }
  return existsSync(program) ? program : undefined;
}
