import { admitLink, type VisitorContext } from './admit-link.ts';
import { factsThrough, keyThrough } from './issue-share-key.ts';

/** What goes with everything that is answered at a link's own address. */
export const linkHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

interface Wanted {
  code: string;
  password?: string | undefined;
  path?: string | undefined;
  isHead?: boolean;
}

/**
 * Redirects to a fresh key of what a link leads to, for scripts. HEAD is answered here, with the facts that readers of
 * ranges ask for first (RFC 9110, 9.3.2): a key that follows from it would be a download.
 */
export async function downloadShare(
  ctx: VisitorContext,
  { code, password, path, isHead = false }: Wanted,
): Promise<Response> {
  const link = await admitLink(ctx, 'dataset', { code, password });
  if (isHead) return new Response(null, { headers: { ...linkHeaders, ...(await factsThrough(link, path)) } });
  const { url } = await keyThrough(link, 'download', path);
  return new Response(null, { status: 302, headers: { ...linkHeaders, location: url } });
}
