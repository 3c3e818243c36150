import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { methodsAt } from '#lib/api/methods-at.ts';
import { SluiceError } from '#lib/errors.ts';
import { problemOf } from './problem.ts';

const api = '/api/v1';
/** Below this address every operation's path is repeated; there is none there. */
const elsewhere = `${api}/-`;

/**
 * The answer where no operation is: `method_not_allowed` with `Allow` where one of another method is (`leadOtherMethods`
 * brings such requests here), else `not_found`. Whoever asks learns no more than the description of the API tells everybody.
 */
export function noOperation(request: Request): Response {
  const { pathname } = new URL(request.url);
  const methods = pathname.startsWith(`${elsewhere}/`)
    ? methodsAt(api + pathname.slice(elsewhere.length))
    : [];
  if (methods.length === 0)
    return problemOf(
      new SluiceError(
        'not_found',
        `The API has nothing at this address; ${api}/openapi.json tells what it has.`,
      ),
    );
  const allow = methods.join(', ');
  const response = problemOf(
    new SluiceError('method_not_allowed', `This address takes ${allow} alone; send one of these.`),
  );
  response.headers.set('allow', allow);
  return response;
}

/**
 * From now on a request to an operation's address by a method that none there has leads to `noOperation`: Next's own answer
 * has neither body nor code. For all servers of this process; answers what ends it.
 */
export function leadOtherMethods(): () => void {
  const lead = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const { pathname = '' } = /^(?<pathname>[^?]*)/.exec(request.url ?? '')?.groups ?? {};
    if (!pathname.startsWith(`${api}/`) || request.method === 'OPTIONS') return;
    const methods = methodsAt(pathname);
    if (methods.length === 0 || methods.some((method) => method === request.method)) return;
    request.url = elsewhere + pathname.slice(api.length);
    // Of others, such as TRACE, Next can make no request.
    if (!known.has(request.method ?? '')) request.method = 'GET';
  };
  // Node tells of each request here just before its server does.
  subscribe('http.server.request.start', lead);
  return () => {
    unsubscribe('http.server.request.start', lead);
  };
}

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
