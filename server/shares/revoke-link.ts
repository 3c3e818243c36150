import { and, eq, isNull } from 'drizzle-orm';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { eventOf } from './change-link.ts';
import { findOwnLink } from './find-link.ts';
import type { ShareRow } from './link-code.ts';

const { shares } = schema;

/** Revokes a link to a dataset. Nothing is cached: no request begun after the answer opens it, on whatever server. */
export async function revokeShare(ctx: Context, { shareId }: { shareId: string }): Promise<void> {
  await revokeLink(ctx, 'dataset', shareId);
}

/** Revokes a link to receive data; what arrived stays. */
export async function revokeDataRequest(ctx: Context, { requestId }: { requestId: string }): Promise<void> {
  await revokeLink(ctx, 'request', requestId);
}

/** Revoking twice is fine. */
async function revokeLink(ctx: Context, kind: ShareRow['kind'], shareId: string): Promise<void> {
  const found = await findOwnLink(ctx.db, ctx.actor, shareId, kind);
  await ctx.db.transaction(async (tx) => {
    const revoked = await tx
      .update(shares)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(shares.id, shareId), isNull(shares.revokedAt)))
      .returning({ id: shares.id });
    if (revoked.length > 0) await recordEvent(ctx, tx, eventOf(found, 'revoke'));
  });
}
