// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';

/** @typedef {{ size: number, md5: string, sha256: string }} Digests lower-case hexadecimal */

/** MD5 and SHA-256 of bytes as they come by. */
export function createDigester() {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let size = 0;
  return {
    /** @param {Uint8Array} chunk */
    update(chunk) {
      md5.update(chunk);
      sha256.update(chunk);
      size += chunk.byteLength;
    },
    size: () => size,
    /** @returns {Digests} */
    digest: () => ({ size, md5: md5.digest('hex'), sha256: sha256.digest('hex') }),
  };
}

/**
 * Digests of a regular file, read as a stream; undefined where there is none.
 * @param {string} path @param {AbortSignal} stop
 * @returns {Promise<Digests | undefined>}
 */
export async function digestsOf(path, stop) {
  const found = await lstat(path).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found?.isFile()) return undefined;
  const digester = createDigester();
  for await (const chunk of createReadStream(path, { signal: stop })) digester.update(chunk);
  return digester.digest();
}
