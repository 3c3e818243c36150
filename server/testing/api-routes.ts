import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteHandler } from '#server/http/index.ts';
import { testOrigin } from './test-portal.ts';

const root = join(process.cwd(), 'app');
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export interface ApiRoute {
  /** As in `lib/api/routes.ts`: /api/v1/workspaces/{workspaceId}/…, /s/{code}/…; of Studio's: /api/workspaces/… */
  path: string;
  /** What its addresses look like, with the parameters by name. */
  pattern: RegExp;
  handlers: Record<string, RouteHandler>;
}

/** Every route file as it stands on disk, loaded. */
export async function loadApiRoutes(): Promise<ApiRoute[]> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('route.ts'),
  );
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, RouteHandler>;
      const folder = relative('.', join(file, '..')).split(sep).join('/');
      const path = `/${folder.replace(/\(\w+\)\//g, '').replace(/\[(\w+)\]/g, '{$1}')}`;
      const handlers = Object.fromEntries(Object.entries(module).filter(([name]) => methods.includes(name)));
      return { path, pattern: patternOf(path), handlers };
    }),
  );
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

export interface CallOptions {
  method?: string;
  cookie?: string;
  /** Text, bytes and streams are sent as they are, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

let routes: Promise<ApiRoute[]> | undefined;

/** Sends a request to the route handler of `path` (with its query), as the portal's own pages would. */
export async function callApi(path: string, options: CallOptions = {}): Promise<Response> {
  const { method = 'GET', cookie, body, headers } = options;
  const url = new URL(path, testOrigin);
  routes ??= loadApiRoutes();
  for (const route of await routes) {
    const match = route.pattern.exec(url.pathname.replace(/\/$/, ''));
    // Next hands HEAD to the handler of GET.
    const handler = match && route.handlers[method === 'HEAD' ? 'GET' : method];
    if (!handler) continue;
    const params = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
    );
    const request = new Request(url, {
      method,
      headers: {
        origin: testOrigin,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': '127.0.0.1',
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bodyOf(body), duplex: 'half' }),
    });
    return handler(request, { params: Promise.resolve(params) });
  }
  throw new Error(`no route answers ${method} ${url.pathname}`);
}

function bodyOf(body: unknown): BodyInit {
  if (body instanceof Uint8Array) return new Blob([new Uint8Array(body)]);
  if (body instanceof ReadableStream) return body;
  return typeof body === 'string' ? body : JSON.stringify(body);
}
