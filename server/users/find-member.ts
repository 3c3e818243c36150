import { and, eq, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { MemberRole } from '#lib/users/member-roles.ts';
import type { Member } from '#lib/users/user-schema.ts';
import type { WorkspaceActor } from '#server/access/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { memberships, users, workspaces } = schema;

export interface MemberRow {
  userId: string;
  displayName: string;
  email: string | null;
  role: MemberRole;
  joinedAt: Date;
  lastSeenAt: Date | null;
}

/** Members of a workspace, of whom all or one. */
export function selectMembers(db: Database, workspaceId: string, userId?: string): Promise<MemberRow[]> {
  return db
    .select({
      userId: users.id,
      displayName: users.displayName,
      email: users.email,
      role: memberships.role,
      joinedAt: memberships.createdAt,
      lastSeenAt: users.lastSeenAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        userId === undefined ? undefined : eq(memberships.userId, userId),
      ),
    )
    .orderBy(users.displayName, users.id);
}

/** A member, with the workspace locked: who comes and goes is decided one after the other. Throws `not_found`. */
export async function lockMember(tx: Database, workspaceId: string, userId: string): Promise<MemberRow> {
  await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
  const [member] = await selectMembers(tx, workspaceId, userId);
  if (!member) throw new SluiceError('not_found', 'This person is not a member of the workspace.');
  return member;
}

/** Throws `conflict` where `member` is the workspace's last Owner; call it with the workspace locked. */
export async function requireOtherOwner(tx: Database, workspaceId: string, member: MemberRow): Promise<void> {
  if (member.role !== 'Owner') return;
  const [owners] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, 'Owner')));
  if ((owners?.count ?? 0) > 1) return;
  throw new SluiceError(
    'conflict',
    `${member.displayName} is the last Owner of the workspace; make somebody else an Owner first.`,
  );
}

/** The person at work, where it is one. */
export function idOf(actor: WorkspaceActor): string | undefined {
  return actor.kind === 'member' ? actor.userId : undefined;
}

export function toMember(row: MemberRow, you: string | undefined): Member {
  return {
    userId: row.userId,
    displayName: row.displayName,
    email: row.email,
    role: row.role,
    joinedAt: row.joinedAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    isYou: row.userId === you,
  };
}
