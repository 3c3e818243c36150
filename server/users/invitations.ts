import { and, asc, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { MemberRole } from '#lib/users/member-roles.ts';
import type { Invitation, SentInvitation } from '#lib/users/user-schema.ts';
import { requireAction, type WorkspaceActor } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import { sendMail } from '#server/mail/index.ts';
import type { Context } from '#server/platform/context.ts';
import { breaksUnique, schema } from '#server/platform/db/index.ts';
import { digestOf, newCode, newId } from '#server/platform/secrets.ts';
import { selectMembers } from './find-member.ts';

const { invitations, workspaces } = schema;
const life = 7 * 24 * 3_600_000;

type InvitationRow = typeof invitations.$inferSelect;

/** Invitations that wait for an answer, oldest first; those whose time is over too, until they are sent anew or revoked. */
export async function listInvitations(ctx: Context): Promise<{ items: Invitation[] }> {
  const { workspaceId } = requireAction(ctx.actor, 'member.manage');
  const rows = await ctx.db
    .select()
    .from(invitations)
    .where(eq(invitations.workspaceId, workspaceId))
    .orderBy(asc(invitations.createdAt), asc(invitations.id));
  return { items: rows.map((row) => toInvitation(row, ctx.now())) };
}

/** Invites somebody: a link that works once, within 7 days, mailed where a mail server is set. */
export async function createInvitation(
  ctx: Context,
  { email, role }: { email: string; role: MemberRole },
): Promise<SentInvitation> {
  const actor = requireAction(ctx.actor, 'member.manage');
  const { workspaceId } = actor;
  const code = newCode();
  const now = ctx.now();
  const members = await selectMembers(ctx.db, workspaceId);
  if (members.some((member) => member.email?.toLowerCase() === email.toLowerCase()))
    throw new SluiceError(
      'conflict',
      `${email} is a member already; change the role in the list of members.`,
    );
  const row = await ctx.db
    .transaction(async (tx) => {
      const [created] = await tx
        .insert(invitations)
        .values({
          id: newId(),
          workspaceId,
          email,
          role,
          digest: digestOf(code),
          invitedBy: actor.displayName,
          ...heldBy(actor),
          createdAt: now,
          expiresAt: new Date(now.getTime() + life),
        })
        .returning();
      if (!created) throw new Error('the invitation row was not written');
      const details = { email, role };
      await recordEvent(ctx, tx, { workspaceId, action: 'member.invite', subject: created.id, details });
      return created;
    })
    .catch((error: unknown) => {
      if (!breaksUnique(error, 'invitations_by_email')) throw error;
      throw new SluiceError(
        'conflict',
        `${email} is invited already; send that invitation again, or revoke it first.`,
      );
    });
  return sent(ctx, row, code);
}

/** A new link for an invitation, good for 7 days; the one before ends. */
export async function resendInvitation(
  ctx: Context,
  { invitationId }: { invitationId: string },
): Promise<SentInvitation> {
  const actor = requireAction(ctx.actor, 'member.manage');
  const { workspaceId } = actor;
  const code = newCode();
  const row = await ctx.db.transaction(async (tx) => {
    const [renewed] = await tx
      .update(invitations)
      .set({
        digest: digestOf(code),
        ...heldBy(actor),
        expiresAt: new Date(ctx.now().getTime() + life),
      })
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, invitationId)))
      .returning();
    if (!renewed) throw invitationNotFound();
    const details = { email: renewed.email, role: renewed.role };
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'member.invite-again',
      subject: invitationId,
      details,
    });
    return renewed;
  });
  return sent(ctx, row, code);
}

/** Takes an invitation back: its link ends at once. */
export async function revokeInvitation(
  ctx: Context,
  { invitationId }: { invitationId: string },
): Promise<void> {
  const { workspaceId } = requireAction(ctx.actor, 'member.manage');
  await ctx.db.transaction(async (tx) => {
    const [revoked] = await tx
      .delete(invitations)
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, invitationId)))
      .returning();
    if (!revoked) throw invitationNotFound();
    const details = { email: revoked.email, role: revoked.role };
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'member.revoke-invitation',
      subject: invitationId,
      details,
    });
  });
}

/** Who knows the link from the start: who sends it and, where links of other Owners began that session, maybe they. */
function heldBy(actor: WorkspaceActor): Pick<InvitationRow, 'senderId' | 'makerIds'> {
  if (actor.kind !== 'member') return { senderId: null, makerIds: [] };
  return { senderId: actor.userId, makerIds: [...actor.makerIds] };
}

function invitationNotFound(): SluiceError {
  return new SluiceError('not_found', 'There is no such invitation; it was accepted or revoked.');
}

async function sent(ctx: Context, row: InvitationRow, code: string): Promise<SentInvitation> {
  const url = `${ctx.config.publicUrl}/invitation#${code}`;
  const [workspace] = await ctx.db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, row.workspaceId));
  const name = workspace?.name ?? '';
  const mail = await sendMail(ctx, {
    to: row.email,
    subject: `${row.invitedBy} invites you to the workspace "${name}"`,
    text: `${row.invitedBy} invites you to the workspace "${name}" on Sluice, the gate to your team's datasets, as ${row.role}.\n\nOpen this link to accept; it works once, until ${row.expiresAt.toUTCString()}:\n\n${url}\n\nIf you did not expect this, do nothing.\n`,
  });
  return { ...toInvitation(row, ctx.now()), url, mail: mail === 'sent' || mail === 'off' ? mail : 'failed' };
}

function toInvitation(row: InvitationRow, now: Date): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invitedBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isExpired: row.expiresAt <= now,
  };
}
