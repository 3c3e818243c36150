import { type NextRequest, NextResponse } from 'next/server';
import { getConfig } from '#server/platform/config.ts';
import { providerMetadata } from '#server/platform/provider-metadata.ts';

/**
 * Sets the content security policy of pages and of workers, as both name the storage of this portal; all other headers
 * are in `next.config.mjs`, but the one that depends on https (`server/http/strict-transport.ts`). It decides nothing about access: each handler does.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const blobs = getConfig().storage.browserOrigin;
  if (request.nextUrl.pathname.startsWith('/_next/')) return workerScript(blobs);
  // Only there is the provider's code exchanged for an ID token, by the browser itself.
  const provider = request.nextUrl.pathname === '/sign-in' ? await providerOrigins() : [];
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pagePolicy(nonce, blobs, provider);
  // Next reads the nonce for its own scripts from the request's policy.
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** A worker lives by the policy of its own script, not by the page's: ours hash (WASM) and move bytes from and to storage. */
function workerScript(blobs: string): NextResponse {
  const response = NextResponse.next();
  response.headers.set(
    'content-security-policy',
    `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'${development ? " 'unsafe-eval'" : ''}; connect-src 'self' ${blobs}${development ? ' ws:' : ''}`,
  );
  // Its name does not change with the storage: asked for each time, so that no cache keeps the policy of another one.
  response.headers.set('cache-control', 'no-cache');
  return response;
}

const development = process.env.NODE_ENV === 'development';

function pagePolicy(nonce: string, blobs: string, provider: string[]): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    `connect-src ${["'self'", blobs, ...provider, ...(development ? ['ws:'] : [])].join(' ')}`,
    `img-src 'self' data: blob: ${blobs}`,
    "worker-src 'self'",
    `frame-src ${blobs}`,
    "font-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Where the browser exchanges its code: at some providers on another host than the authority's. */
async function providerOrigins(): Promise<string[]> {
  const { provider } = getConfig();
  if (!provider) return [];
  const { origin } = new URL(provider.authority);
  if (provider.kind === 'entra') return [origin];
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, 2000));
  // While the provider is silent nobody signs in; the page itself comes all the same, and says so.
  const metadata = await Promise.race([providerMetadata(provider.authority), late]).catch(() => undefined);
  return metadata ? [...new Set([origin, new URL(metadata.token_endpoint).origin])] : [origin];
}

export const config = {
  matcher: [
    '/((?!api/|_next/|healthz$|readyz$|s/[^/]+/(?:download|croissant\\.json)$|(?:icon\\.svg|favicon\\.ico|apple-touch-icon\\.png)$).*)',
    '/_next/static/chunks/:file(.*worker.*)',
  ],
};
