// @ts-check
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { inLanes } from './in-lanes.mjs';
import { retrying } from './retrying.mjs';
import { askStorage, keepKey } from './storage.mjs';
import { uploadFile } from './upload-file.mjs';

/** As `filesAtOnce` of lib/transfers/folder-limits.ts: the portal takes no more in one request. */
const filesAtOnce = 500;
const lanes = 4;

/**
 * @typedef {import('./manifest.mjs').ExportedFile} ExportedFile
 * @typedef {object} Added
 * @property {string} path
 * @property {boolean} whole one Put Blob is expected; else blocks
 * @property {number} blockSize
 * @property {{ url: string } | null} key null where the bytes are there: an earlier version has them
 */

/**
 * Sends the files of a reserved upload of many that are not there, and confirms it; answers what the portal does.
 * @param {import('./run-copy.mjs').Run} run @param {string} id @param {ExportedFile[]} files
 */
export async function sendFiles(run, id, files) {
  const { portal, controller, progress } = run;
  const upload = `/folder-uploads/${id}`;
  for (let from = 0; from < files.length; from += filesAtOnce) {
    const some = files.slice(from, from + filesAtOnce);
    const added = await add(some);
    /** @type {{ path: string, etag: string, md5: string }[]} */
    const toSeal = [];
    const own = new AbortController();
    const stop = AbortSignal.any([controller.signal, own.signal]);
    await inLanes(
      some,
      lanes,
      async (file) => {
        const sealed = await send(file, added.get(file.path), stop);
        if (sealed) toSeal.push(sealed);
      },
      own,
    );
    if (toSeal.length > 0) await seal(toSeal);
  }
  return portal.call('POST', `${upload}/confirm`, {});

  /** @param {ExportedFile[]} some @returns {Promise<Map<string, Added>>} */
  async function add(some) {
    const asked = some.map(({ path, size, md5, contentType }) => ({ path, size, md5, contentType }));
    const answer = await portal.call('POST', `${upload}/files`, { files: asked });
    return new Map(answer.files.map((/** @type {Added} */ file) => [file.path, file]));
  }

  /** @param {ExportedFile} file @param {Added | undefined} planned @param {AbortSignal} stop */
  async function send(file, planned, stop) {
    if (!planned) throw new Failure(`The portal said nothing of ${file.path}.`);
    if (!planned.key) {
      progress.bytes(file.size);
      return undefined;
    }
    /** @type {string | undefined} */
    let first = planned.key.url;
    const withKey = keepKey(async () => {
      const url = first ?? (await add([file])).get(file.path)?.key?.url;
      first = undefined;
      if (!url) throw new Failure(`The portal gave no key for ${file.path}.`);
      return url;
    });
    const { md5, contentType } = file;
    const source = join(run.folder, file.place);
    if (planned.whole) {
      await putWhole({ source, file, withKey, stop });
      progress.bytes(file.size);
      return undefined;
    }
    const { blockSize } = planned;
    const etag = await uploadFile({
      ...{ source, expected: file, contentType, blockSize, withKey, stop },
      onBytes: progress.bytes,
    });
    return { path: file.path, etag, md5 };
  }

  /** @param {{ path: string, etag: string, md5: string }[]} toSeal */
  async function seal(toSeal) {
    const { files: sealed } = await portal.call('POST', `${upload}/files/seal`, { files: toSeal });
    for (const { path, problem } of sealed)
      if (problem) throw new Failure(`${path} could not be sealed: ${problem}`);
  }
}

/**
 * A small file in one request. A key of this kind creates and never overwrites, so a second try may find it there.
 * @param {{ source: string, file: ExportedFile, stop: AbortSignal, withKey: <T>(work: (url: string) => Promise<T>) => Promise<T> }} what
 */
async function putWhole({ source, file, stop, withKey }) {
  const content = await readFile(source);
  if (createHash('sha256').update(content).digest('hex') !== file.sha256)
    throw new Failure(`${source} changed while it was read; leave the folder alone and import again.`);
  const headers = {
    'x-ms-blob-type': 'BlockBlob',
    'content-md5': Buffer.from(file.md5, 'hex').toString('base64'),
    'content-type': file.contentType,
  };
  const send = (/** @type {string} */ url) =>
    askStorage(url, { method: 'PUT', headers, body: new Uint8Array(content), signal: stop }).catch(
      (error) => {
        // The confirm compares what is there with what was declared.
        if (!(error instanceof Failure) || !error.message.includes('BlobAlreadyExists')) throw error;
      },
    );
  await retrying(() => withKey(send), stop);
}
