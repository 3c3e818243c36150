import { type ErrorCode, errorCodes, SluiceError } from '#lib/errors.ts';
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
 * the server's code and sentence (`unavailable` where the server could not be reached). It never retries by itself.
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
    const response = await fetch(url, init).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new SluiceError('unavailable', 'The portal cannot be reached; check the network and try again.', {
        cause,
      });
    });
    if (!response.ok) throw await problemOf(response);
    return (response.status === 204 ? undefined : await response.json()) as never;
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
  const known = errorCodes.includes(code as ErrorCode) ? (code as ErrorCode) : 'unavailable';
  return new SluiceError(known, detail ?? 'The portal did not answer as expected; try again.', { details });
}
