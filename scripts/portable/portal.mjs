// @ts-check
import { Refusal } from '../setup/refusal.mjs';
import { causeOf, untrustedCertificate } from './certificate.mjs';
import { Failure, Passing } from './failure.mjs';
import { passingStatuses, retrying } from './retrying.mjs';

/** What the portal refused, in its own sentence, with its stable code. */
export class PortalRefusal extends Failure {
  /** @param {string} sentence @param {string} code */
  constructor(sentence, code) {
    super(sentence);
    this.name = 'PortalRefusal';
    this.code = code;
  }
}

/**
 * @typedef {object} Portal
 * @property {string} url
 * @property {(method: string, path: string, body?: unknown, signal?: AbortSignal) => Promise<any>} call
 *   asks below `/api/v1/workspaces/{id}`; throws a `PortalRefusal`, or a `Refusal` where nothing more can succeed
 */

/**
 * The REST API of one workspace, by authorization token. The token goes to the portal alone: redirects are refused.
 * @param {{ url: string, workspaceId: string, token: string, stop: AbortSignal }} options
 * @returns {Portal}
 */
export function openPortal({ url, workspaceId, token, stop }) {
  const base = `${url}/api/v1/workspaces/${workspaceId}`;
  let isReached = false;

  /** @param {string} method @param {string} path @param {unknown} body @param {AbortSignal} signal */
  async function once(method, path, body, signal) {
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      signal,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error) => {
      signal.throwIfAborted();
      const untrusted = untrustedCertificate(url, error);
      if (untrusted !== undefined) throw new Refusal(untrusted);
      // At first it is rather a slip in the address.
      if (!isReached)
        throw new Refusal(
          `${url} cannot be reached (${causeOf(error)}); check --url, and that the portal runs.`,
        );
      throw new Passing(`${url} cannot be reached`);
    });
    isReached = true;
    if (response.status === 204) return undefined;
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    throw refusalOf(response, answer);
  }

  /** @param {Response} response @param {{ code?: string, detail?: string }} problem */
  function refusalOf({ status, headers }, { code, detail }) {
    if (status === 401)
      return new Refusal(
        'The portal does not accept SLUICE_TOKEN; take a current authorization token of that workspace (Settings, Authorization tokens).',
      );
    if (status >= 300 && status < 400)
      return new Refusal(
        `${url} answers with a redirect (${status}); give the address it leads to as --url.`,
      );
    if (passingStatuses.has(status))
      return new Passing(
        `${url} answers ${status}${detail ? `: ${detail}` : ''}`,
        headers.get('retry-after'),
      );
    if (code === undefined)
      return new Refusal(`${url} answers ${status}, but not as a Sluice portal does; check --url.`);
    return new PortalRefusal(detail ?? `The portal answered ${status}.`, code);
  }

  return {
    url,
    async call(method, path, body, signal = stop) {
      try {
        return await retrying(() => once(method, path, body, signal), signal);
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        throw new Refusal(`${error.message}; run the same command again later, it goes on where it stopped.`);
      }
    },
  };
}

/**
 * All items of a paged list, page by page.
 * @param {Portal} portal @param {string} path with its query
 * @param {{ cursor: string, next: string }} names the query's parameter, and the answer's field it comes from
 * @returns {AsyncGenerator<any, void>}
 */
export async function* everyItem(portal, path, { cursor, next }) {
  let more = '';
  do {
    const page = await portal.call('GET', path + more);
    yield* page.items;
    const value = page[next];
    more = value === null || value === undefined ? '' : `&${cursor}=${encodeURIComponent(value)}`;
  } while (more !== '');
}
