// @ts-check
import { open, rename, rm } from 'node:fs/promises';
import { createDigester } from './digests.mjs';
import { Failure, Passing } from './failure.mjs';
import { retrying } from './retrying.mjs';
import { askStorage } from './storage.mjs';

/**
 * @typedef {object} Download
 * @property {string} target path of the whole file; what is not whole yet is beside it, as `.part`
 * @property {number} size
 * @property {string | null} md5 as the portal has it; null where nobody told it
 * @property {<T>(work: (url: string) => Promise<T>) => Promise<T>} withKey
 * @property {AbortSignal} stop
 * @property {(bytes: number) => void} onBytes
 */

/**
 * Brings one blob to disk, as a stream. A partial file of an earlier run is gone on with; where the whole then has
 * another MD5, it is fetched anew, once.
 * @param {Download} download
 * @returns {Promise<import('./digests.mjs').Digests>}
 */
export async function downloadFile(download) {
  const { target, md5 } = download;
  const part = `${target}.part`;
  for (const last of [false, true]) {
    const digests = await fill(part, download);
    if (md5 === null || digests.md5 === md5) {
      await rename(part, target);
      return digests;
    }
    await rm(part);
    if (last)
      throw new Failure(
        `Its MD5 is ${digests.md5} and the portal has ${md5}: the bytes in storage are others.`,
      );
  }
  throw new Error('not reached');
}

/** @param {string} part @param {Download} download */
async function fill(part, { size, withKey, stop, onBytes }) {
  const handle = await open(part, 'a+', 0o600);
  try {
    if ((await handle.stat()).size > size) await handle.truncate(0);
    const digester = createDigester();
    // The stream would close the handle at its end.
    for await (const chunk of handle.createReadStream({ start: 0, autoClose: false, signal: stop }))
      digester.update(chunk);

    /** @param {string} url */
    async function goOn(url) {
      const begun = digester.size();
      const headers = begun === 0 ? undefined : { range: `bytes=${begun}-` };
      const { status, body } = await askStorage(url, { signal: stop, ...(headers && { headers }) });
      if (!body || status !== (headers ? 206 : 200))
        throw new Failure(`Storage answered ${status} to a plain request for its bytes.`);
      try {
        for await (const chunk of body) {
          if (digester.size() + chunk.byteLength > size)
            throw new Failure(`Storage holds more than the ${size} bytes that the portal has.`);
          await handle.write(chunk);
          digester.update(chunk);
          onBytes(chunk.byteLength);
        }
      } catch (error) {
        stop.throwIfAborted();
        // What fetch throws where a connection ends early.
        if (!(error instanceof TypeError)) throw error;
      }
      // Cut off; a round that brought something is not a failed one.
      if (digester.size() === begun) throw new Passing('Storage sends none of its bytes.');
    }

    while (digester.size() < size) await retrying(() => withKey(goOn), stop);
    return digester.digest();
  } finally {
    await handle.close();
  }
}
