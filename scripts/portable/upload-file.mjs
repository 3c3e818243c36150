// @ts-check
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createDigester } from './digests.mjs';
import { Failure } from './failure.mjs';
import { inLanes } from './in-lanes.mjs';
import { retrying } from './retrying.mjs';
import { askStorage } from './storage.mjs';

const lanes = 4;

/**
 * @typedef {object} Upload
 * @property {string} source path of the file
 * @property {import('./digests.mjs').Digests} expected
 * @property {string} contentType
 * @property {number} blockSize bytes of each block but the last
 * @property {<T>(work: (url: string) => Promise<T>) => Promise<T>} withKey
 * @property {AbortSignal} stop
 * @property {(bytes: number) => void} onBytes
 */

/**
 * Stages a file as blocks, each with its MD5, which storage verifies, and commits them. What was read on the way must
 * be what is expected; else nothing is committed.
 * @param {Upload} upload
 * @returns {Promise<string>} the blob's ETag
 */
export async function uploadFile({ source, expected, contentType, blockSize, withKey, stop, onBytes }) {
  const own = new AbortController();
  const either = AbortSignal.any([stop, own.signal]);
  const digester = createDigester();
  /** @type {string[]} */
  const ids = [];

  async function* blocks() {
    const handle = await open(source);
    try {
      while (digester.size() < expected.size) {
        const content = new Uint8Array(Math.min(blockSize, expected.size - digester.size()));
        const { bytesRead } = await handle.read(content);
        if (bytesRead === 0) return;
        const block = content.subarray(0, bytesRead);
        digester.update(block);
        const id = Buffer.from(`block-${String(ids.length).padStart(6, '0')}`).toString('base64');
        ids.push(id);
        yield { id, block };
      }
    } finally {
      await handle.close();
    }
  }

  /** @param {{ id: string, block: Uint8Array<ArrayBuffer> }} staged */
  async function stage({ id, block }) {
    const headers = { 'content-md5': createHash('md5').update(block).digest('base64') };
    const send = (/** @type {string} */ url) =>
      askStorage(`${url}&comp=block&blockid=${encodeURIComponent(id)}`, {
        method: 'PUT',
        headers,
        body: block,
        signal: either,
      });
    await retrying(() => withKey(send), either);
    onBytes(block.byteLength);
  }

  await inLanes(blocks(), lanes, stage, own);
  if (digester.digest().sha256 !== expected.sha256)
    throw new Failure(`${source} changed while it was read; leave the folder alone and import again.`);

  const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
  const commit = (/** @type {string} */ url) =>
    askStorage(`${url}&comp=blocklist`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/xml',
        'x-ms-blob-content-type': contentType,
        'x-ms-blob-content-md5': Buffer.from(expected.md5, 'hex').toString('base64'),
      },
      body: `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`,
      signal: stop,
    });
  const { headers } = await retrying(() => withKey(commit), stop);
  const etag = headers.get('etag');
  if (!etag) throw new Failure('Storage committed the blob but told no ETag.');
  return etag;
}
