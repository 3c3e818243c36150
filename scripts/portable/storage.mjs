// @ts-check
import { untrustedCertificate } from './certificate.mjs';
import { Failure, Passing } from './failure.mjs';
import { passingStatuses } from './retrying.mjs';

/** Storage refuses the key: it ended, or was made with an account key that was replaced. */
export class KeyEnded extends Failure {}

/**
 * One request to storage. Errors tell the status and storage's own code, never the address: it holds the key.
 * @param {string} url with its SAS
 * @param {RequestInit & { signal: AbortSignal }} request
 */
export async function askStorage(url, request) {
  const response = await fetch(url, { ...request, redirect: 'error' }).catch((error) => {
    request.signal.throwIfAborted();
    const untrusted = untrustedCertificate('storage', error);
    if (untrusted !== undefined) throw new Failure(untrusted);
    throw new Passing('Storage cannot be reached; check the network from this machine to it.');
  });
  if (response.ok) return response;
  const { status, headers } = response;
  const code = headers.get('x-ms-error-code') ?? '';
  await response.body?.cancel();
  const said = `storage answered ${status}${code ? ` (${code})` : ''}`;
  if (status === 403)
    throw new KeyEnded(`The key is refused: ${said}; check the clocks of portal and storage.`);
  // A block that was damaged on its way may arrive whole next time.
  if (passingStatuses.has(status) || code === 'Md5Mismatch')
    throw new Passing(`It failed again and again: ${said}.`, headers.get('retry-after'));
  if (status === 404) throw new Failure(`Storage no longer has the bytes (${said}).`);
  throw new Failure(`It was refused: ${said}.`);
}

/**
 * Keeps a key to one blob and takes a fresh one where it has ended.
 * @param {() => Promise<string>} issue answers an address with its SAS
 * @returns {<T>(work: (url: string) => Promise<T>) => Promise<T>}
 */
export function keepKey(issue) {
  /** @type {Promise<string> | undefined} */
  let key;

  function current() {
    key ??= issue().catch((error) => {
      key = undefined;
      throw error;
    });
    return key;
  }

  return async (work) => {
    const used = await current();
    try {
      return await work(used);
    } catch (error) {
      if (!(error instanceof KeyEnded)) throw error;
    }
    // Another lane may have renewed it meanwhile.
    if ((await current()) === used) key = undefined;
    return work(await current());
  };
}
