import { and, arrayContains, eq, gt, or } from 'drizzle-orm';
import type { LinksOfRemoved } from '#lib/shares/share-schema.ts';
import type { MemberRole } from '#lib/users/member-roles.ts';
import type { Member } from '#lib/users/user-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { settleLinks } from '#server/shares/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { cancelWithMember } from '#server/transfers/index.ts';
import { idOf, lockMember, requireOtherOwner, selectMembers, toMember } from './find-member.ts';

const { invitations, memberships } = schema;

/** Members of the workspace, by name. */
export async function listMembers(ctx: Context): Promise<{ items: Member[] }> {
  const actor = requireAction(ctx.actor, 'member.read');
  const rows = await selectMembers(ctx.db, actor.workspaceId);
  return { items: rows.map((row) => toMember(row, idOf(actor))) };
}

/** Changes a member's role; `conflict` where that would leave the workspace without an Owner. */
export async function updateMember(
  ctx: Context,
  { userId, role }: { userId: string; role: MemberRole },
): Promise<Member> {
  const actor = requireAction(ctx.actor, 'member.manage');
  const { workspaceId } = actor;
  return ctx.db.transaction(async (tx) => {
    const member = await lockMember(tx, workspaceId, userId);
    if (member.role === role) return toMember(member, idOf(actor));
    await requireOtherOwner(tx, workspaceId, member);
    await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
    if (role !== 'Owner') await endInvitationsOf(tx, workspaceId, userId, ctx.now());
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'member.change-role',
      subject: userId,
      details: { name: member.displayName, from: member.role, to: role },
    });
    return toMember({ ...member, role }, idOf(actor));
  });
}

/**
 * Ends a membership: the member's next request finds no workspace, and their uploads that are not confirmed are cancelled. What they
 * made stays; of links the Owner decides.
 */
export async function removeMember(
  ctx: Context<BlobStore>,
  { userId, shares = 'keep' }: { userId: string; shares?: LinksOfRemoved },
): Promise<void> {
  const { workspaceId } = requireAction(ctx.actor, 'member.manage');
  await endMembership(ctx, workspaceId, userId, 'member.remove', shares);
}

/** Ends the actor's own membership. */
export async function leaveWorkspace(ctx: Context<BlobStore>): Promise<void> {
  const actor = requireAction(ctx.actor, 'workspace.leave');
  const userId = idOf(actor);
  if (userId !== undefined) await endMembership(ctx, actor.workspaceId, userId, 'member.leave');
}

async function endMembership(
  ctx: Context<BlobStore>,
  workspaceId: string,
  userId: string,
  action: 'member.remove' | 'member.leave',
  links: LinksOfRemoved = 'keep',
): Promise<void> {
  await cancelWithMember(ctx, { workspaceId, userId }, async (tx) => {
    const member = await lockMember(tx, workspaceId, userId);
    await requireOtherOwner(tx, workspaceId, member);
    await tx
      .delete(memberships)
      .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
    await endInvitationsOf(tx, workspaceId, userId, ctx.now());
    await settleLinks(ctx, tx, { workspaceId, userId, displayName: member.displayName }, links);
    const details = { name: member.displayName, role: member.role };
    await recordEvent(ctx, tx, { workspaceId, action, subject: userId, details });
  });
}

/** Links that a former Owner knows end, so that none is a way back in; another Owner can send them again. */
async function endInvitationsOf(tx: Database, workspaceId: string, userId: string, now: Date): Promise<void> {
  await tx
    .update(invitations)
    .set({ expiresAt: now })
    .where(
      and(
        eq(invitations.workspaceId, workspaceId),
        or(eq(invitations.senderId, userId), arrayContains(invitations.makerIds, [userId])),
        gt(invitations.expiresAt, now),
      ),
    );
}
