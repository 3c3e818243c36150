import { and, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { OfferedInvitation } from '#lib/users/user-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import {
  allOwnAllOf,
  getSession,
  type Person,
  type StartedSession,
  startSessionOf,
} from '#server/identity/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { digestOf, newId } from '#server/platform/secrets.ts';

const { invitations, memberships, users, workspaces } = schema;

/** What a code offers, to be read before accepting. Throws `sign_in_link_invalid`, without telling why. */
export async function readInvitation(ctx: Context, { code }: { code: string }): Promise<OfferedInvitation> {
  const { invitation, workspaceName } = await findOffer(ctx.db, code, ctx.now());
  const { workspaceId, role, invitedBy, email, expiresAt } = invitation;
  const signedInAs = ctx.actor.kind === 'person' ? ctx.actor.displayName : null;
  return {
    workspaceId,
    workspaceName,
    role,
    invitedBy,
    email,
    expiresAt: expiresAt.toISOString(),
    signedInAs,
    needsProvider: ctx.config.provider !== undefined && signedInAs === null,
  };
}

/**
 * Takes an invitation, once. Who is signed in becomes a member as that person. Who is not becomes a new person, whom the
 * link signs in; where there is an identity provider they sign in with it first.
 */
export async function acceptInvitation(
  ctx: Context,
  { code, displayName }: { code: string; displayName?: string | undefined },
): Promise<StartedSession | Awaited<ReturnType<typeof getSession>>> {
  const { actor } = ctx;
  if (actor.kind !== 'person' && ctx.config.provider)
    throw new SluiceError('not_signed_in', 'Sign in with the identity provider first, then accept.');
  return ctx.db.transaction(async (tx) => {
    const { invitation } = await findOffer(tx, code, ctx.now(), { take: true });
    const within = { ...ctx, db: tx };
    if (actor.kind === 'person') {
      await join(within, tx, invitation, actor);
      return getSession({ ...within, actor });
    }
    const user = {
      id: newId(),
      displayName: displayName ?? invitation.email,
      email: invitation.email,
      createdAt: ctx.now(),
    };
    await tx.insert(users).values(user);
    await join(within, tx, invitation, {
      kind: 'person',
      userId: user.id,
      displayName: user.displayName,
      sessionDigest: '',
      makerIds: [],
    });
    return startSessionOf(within, user);
  });
}

type InvitationRow = typeof invitations.$inferSelect;

async function findOffer(
  db: Database,
  code: string,
  now: Date,
  { take = false } = {},
): Promise<{ invitation: InvitationRow; workspaceName: string }> {
  const alive = and(eq(invitations.digest, digestOf(code)), gt(invitations.expiresAt, now));
  if (take) await holdWorkspace(db, alive);
  const [invitation] = take
    ? await db.delete(invitations).where(alive).returning()
    : await db.select().from(invitations).where(alive);
  const [workspace] = invitation
    ? await db
        .select()
        .from(workspaces)
        .where(and(eq(workspaces.id, invitation.workspaceId), isNull(workspaces.deletedAt)))
    : [];
  if (!invitation || !workspace || !(await isByOwner(db, invitation)))
    throw new SluiceError(
      'sign_in_link_invalid',
      'This invitation was used, revoked, or has expired; ask an Owner of the workspace for a new one.',
    );
  return { invitation, workspaceName: workspace.name };
}

/** Before its invitation: who removes a member holds the workspace first, and ends what they sent then. */
async function holdWorkspace(tx: Database, ofInvitation: SQL | undefined): Promise<void> {
  await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .innerJoin(invitations, eq(invitations.workspaceId, workspaces.id))
    .where(ofInvitation)
    .for('key share', { of: workspaces });
}

/** Whether all who sent it, and may know its link still, could send it now. Of older rows nobody knows who did. */
async function isByOwner(db: Database, { workspaceId, senderId, makerIds }: InvitationRow): Promise<boolean> {
  if (senderId === null) return true;
  const holders = [...new Set([senderId, ...makerIds])];
  const owners = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        inArray(memberships.userId, holders),
        eq(memberships.role, 'Owner'),
      ),
    );
  return owners.length === holders.length;
}

/** A member already stays what they are, or becomes an Owner by it; nobody loses rights by accepting. */
async function join(ctx: Context, tx: Database, invitation: InvitationRow, actor: Person): Promise<void> {
  const { workspaceId, role, id } = invitation;
  const { userId, makerIds } = actor;
  const insert = tx.insert(memberships).values({ workspaceId, userId, role, createdAt: ctx.now() });
  await (role === 'Owner'
    ? insert.onConflictDoUpdate({ target: [memberships.workspaceId, memberships.userId], set: { role } })
    : insert.onConflictDoNothing());
  if (!(await allOwnAllOf(tx, makerIds, userId)))
    throw new SluiceError(
      'conflict',
      'You are signed in by the link of an Owner who does not own this workspace; sign out to accept as somebody new, or sign in by a link of who runs Sluice (npm run sign-in-link).',
    );
  const details = { email: invitation.email, role, invitationId: id };
  await recordEvent({ ...ctx, actor }, tx, { workspaceId, action: 'member.join', subject: userId, details });
}
