import { and, eq, isNull } from 'drizzle-orm';
import type { LinksOfRemoved } from '#lib/shares/share-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { namesOf } from './change-link.ts';

const { shares } = schema;

/**
 * What becomes of the links of a member who is removed: they stay, are revoked, or are the remover's from then on. Call
 * it in the transaction of the removal.
 */
export async function settleLinks(
  ctx: Context,
  tx: Database,
  member: { workspaceId: string; userId: string; displayName: string },
  what: LinksOfRemoved,
): Promise<void> {
  const { actor } = ctx;
  if (what === 'keep' || actor.kind !== 'member') return;
  const { workspaceId, userId } = member;
  const theirs = and(eq(shares.workspaceId, workspaceId), eq(shares.makerId, userId));
  const now = ctx.now();
  const settled =
    what === 'revoke'
      ? await tx
          .update(shares)
          .set({ revokedAt: now })
          .where(and(theirs, isNull(shares.revokedAt)))
          .returning()
      : await tx.update(shares).set({ makerId: actor.userId }).where(theirs).returning();
  if (what === 'take-over' && settled.length > 0) {
    const details = { name: member.displayName, links: settled.length };
    await recordEvent(ctx, tx, { workspaceId, action: 'share.take-over', subject: userId, details });
  }
  if (what === 'take-over') return;
  for (const share of settled)
    await recordEvent(ctx, tx, {
      workspaceId,
      action: share.kind === 'dataset' ? 'share.revoke' : 'request.revoke',
      subject: share.datasetId ?? share.id,
      details: { shareId: share.id, ...namesOf(share), withMember: userId },
    });
}
