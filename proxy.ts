import { type NextRequest, NextResponse } from 'next/server';
import { getConfig } from '#server/platform/config.ts';

/**
 * Sets the content security policy of pages; workers' and all other headers are in `next.config.mjs`. It decides
 * nothing about access: each handler does.
 */
export function proxy(request: NextRequest): NextResponse {
  const blobs = getConfig().storage.browserOrigin;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pagePolicy(nonce, blobs);
  // Next reads the nonce for its own scripts from the request's policy.
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

const development = process.env.NODE_ENV === 'development';

function pagePolicy(nonce: string, blobs: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    `connect-src 'self' ${blobs}${development ? ' ws:' : ''}`,
    `img-src 'self' data: blob: ${blobs}`,
    "worker-src 'self'",
    "font-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

export const config = {
  matcher: '/((?!api/|_next/|healthz$|readyz$|icon\\.svg$).*)',
};
