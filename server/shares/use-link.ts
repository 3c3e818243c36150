import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { AccessKind } from '#lib/shares/share-schema.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { type LinkContext, linkClosed } from './admit-link.ts';
import { shortAddress } from './short-address.ts';

const { shareAccesses, shares } = schema;

/**
 * Counts a use of a link and writes it into its log; call it in the transaction that hands out what was asked for. A
 * download counts against the limit in one statement, so that of many at once as many get through as the limit says.
 * Throws `link_closed` where the link was revoked, ended or used up meanwhile.
 */
export async function useLink(
  ctx: LinkContext,
  tx: Database,
  what: AccessKind,
  path: string | null = null,
): Promise<void> {
  const { shareId } = ctx.actor;
  const now = ctx.now();
  const counts = what === 'download';
  const used = await tx
    .update(shares)
    .set({
      uses: sql`${shares.uses} + 1`,
      lastUsedAt: now,
      ...(counts ? { downloads: sql`${shares.downloads} + 1` } : {}),
    })
    .where(
      and(
        eq(shares.id, shareId),
        isNull(shares.revokedAt),
        gt(shares.expiresAt, now),
        counts ? or(isNull(shares.downloadLimit), lt(shares.downloads, shares.downloadLimit)) : undefined,
      ),
    )
    .returning({ id: shares.id });
  if (used.length === 0) throw linkClosed();
  const agent = ctx.client ?? 'unknown';
  await tx
    .insert(shareAccesses)
    .values({ shareId, at: now, address: shortAddress(ctx.address), agent, what, path });
}
