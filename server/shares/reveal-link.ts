import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { eventOf } from './change-link.ts';
import { findOwnLink } from './find-link.ts';
import { revealUrl, type ShareRow } from './link-code.ts';

/** The link itself, for its maker or an Owner; that it was shown is in the audit before it is answered. */
export async function revealShare(ctx: Context, { shareId }: { shareId: string }): Promise<{ url: string }> {
  return revealLink(ctx, 'dataset', shareId);
}

export async function revealDataRequest(
  ctx: Context,
  { requestId }: { requestId: string },
): Promise<{ url: string }> {
  return revealLink(ctx, 'request', requestId);
}

async function revealLink(ctx: Context, kind: ShareRow['kind'], shareId: string): Promise<{ url: string }> {
  const found = await findOwnLink(ctx.db, ctx.actor, shareId, kind);
  const url = revealUrl(ctx.config, found.share);
  await recordEvent(ctx, ctx.db, eventOf(found, 'reveal'));
  return { url };
}
