import { admitLink, type VisitorContext } from './admit-link.ts';
import { keyThrough } from './issue-share-key.ts';

/** What goes with everything that is answered at a link's own address. */
export const linkHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

/** Redirects to a fresh key of what a link leads to, for scripts. */
export async function downloadShare(
  ctx: VisitorContext,
  { code, password, path }: { code: string; password?: string | undefined; path?: string | undefined },
): Promise<Response> {
  const link = await admitLink(ctx, 'dataset', { code, password });
  const { url } = await keyThrough(link, 'download', path);
  return new Response(null, { status: 302, headers: { ...linkHeaders, location: url } });
}
