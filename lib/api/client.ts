import { type ErrorCode, errorCodes, PortalAway, SluiceError } from '#lib/errors.ts';
import type { OperationInput, OperationOutput } from './operations.ts';
import { type OperationId, routes } from './routes.ts';

type Given<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

export type Call = <Id extends OperationId>(
  id: Id,
  input: Given<OperationInput<Id>> & { signal?: AbortSignal },
) => Promise<OperationOutput<Id>>;

export interface ClientOptions {
  fetch: typeof fetch;
  /** Origin of the portal; empty in the browser, where paths are enough. */
  origin?: string;
  headers?: Record<string, string>;
}

/**
 * The typed client of the portal's REST API. A call answers the operation's response, or throws a `SluiceError` with
 * the server's code and sentence: `PortalAway` where no answer of the portal came, or only a part of one. An aborted
 * call throws the signal's reason. It never retries by itself.
 */
export function createClient({ fetch, origin = '', headers = {} }: ClientOptions): Call {
  return async (id, input) => {
    const { params, query, body, signal } = input as {
      params?: Record<string, unknown>;
      query?: Record<string, unknown>;
      body?: unknown;
      signal?: AbortSignal;
    };
    const { method, path } = routes[id];
    const url = origin + fillPath(path, params) + searchOf(query);
    const init: RequestInit = {
      method,
      headers: { accept: 'application/json', ...headers },
      signal: signal ?? null,
    };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { ...init.headers, 'content-type': 'application/json' };
    }
    try {
      const response = await fetch(url, init);
      if (!response.ok) throw await problemOf(response);
      return (response.status === 204 ? undefined : await response.json()) as never;
    } catch (error) {
      if (signal?.aborted || error instanceof SluiceError) throw error;
      // Cut on its way, before it came or in its middle; or what came is no JSON, as from a hotel's sign-in page.
      throw new PortalAway(error);
    }
  };
}

/** The path of a route with its parameters, encoded. */
export function fillPath(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])));
}

function searchOf(query: Record<string, unknown> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return search && `?${search}`;
}

async function problemOf(response: Response): Promise<SluiceError> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  const { code, detail, ...details } = problem;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds)) Object.assign(details, { retryAfter: seconds });
  if (!errorCodes.includes(code as ErrorCode)) return notOurs(response.status, details);
  return new SluiceError(code as ErrorCode, detail ?? 'The portal refused without a reason; try again.', {
    details,
  });
}

/** An answer without a code of ours came from what stands before the portal: a proxy, a load balancer, a firewall. */
function notOurs(status: number, details: Record<string, unknown>): SluiceError {
  if (status >= 502 && status <= 504) return new PortalAway(`status ${status}`);
  if (status === 429)
    return new SluiceError('too_many_requests', 'The portal is busy; try again.', { details });
  // While a portal is set up anew, what stands before it may know nothing of it.
  if (status >= 500 || status === 404 || status === 408)
    return new SluiceError('unavailable', `The portal did not answer as expected (${status}); try again.`, {
      details,
    });
  return new SluiceError(
    'bad_request',
    `The request was refused on its way to the portal (${status}); ask whoever runs the portal.`,
  );
}
