import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Session } from '#lib/identity/session-schema.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { Actor, Context, Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';
import { deletedWorkspacesOf, workspacesOf } from '#server/workspaces/index.ts';
import { allOwnAllOf } from './owns-all-of.ts';
import { recordEverywhere } from './record-everywhere.ts';

const { sessions, signInLinks, users } = schema;
const hour = 3_600_000;

/** A session ends after 12 hours without use, and after 30 days whatever happens. */
const idleLimit = 12 * hour;
const absoluteLimit = 30 * 24 * hour;

export type Person = Extract<Actor, { kind: 'person' }>;

/** A session that stands, and the code that goes into the cookie and nowhere else. */
export interface StartedSession {
  session: Session;
  code: string;
  expiresAt: Date;
}

/** Starts a session row; the code goes into the cookie and nowhere else. */
export async function startSession(
  tx: Database,
  userId: string,
  now: Date,
  from: {
    client?: string | undefined;
    address?: string | null | undefined;
    makerIds?: readonly string[] | undefined;
  } = {},
): Promise<{ code: string; digest: string; expiresAt: Date }> {
  const code = newCode();
  const expiresAt = new Date(now.getTime() + absoluteLimit);
  const digest = digestOf(code);
  await tx.insert(sessions).values({
    digest,
    userId,
    client: from.client ?? 'unknown',
    address: from.address ?? 'unknown',
    makerIds: [...(from.makerIds ?? [])],
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  });
  await tx.update(users).set({ lastSeenAt: now }).where(eq(users.id, userId));
  return { code, digest, expiresAt };
}

/**
 * Signs a person in: a new session, told in the audit of each of their workspaces. `makerIds` as in
 * `MadeSession`.
 */
export async function startSessionOf(
  ctx: Context,
  user: { id: string; displayName: string },
  makerIds: readonly string[] = [],
): Promise<StartedSession> {
  const { client, address } = ctx;
  const from = { client, address, makerIds };
  const { code, digest, expiresAt } = await startSession(ctx.db, user.id, ctx.now(), from);
  const actor: Person = {
    kind: 'person',
    userId: user.id,
    displayName: user.displayName,
    sessionDigest: digest,
    makerIds,
  };
  const signedIn = { ...ctx, actor };
  const details = { client: ctx.client ?? 'unknown' };
  await recordEverywhere(signedIn, ctx.db, user.id, { action: 'session.start', details });
  const session = await getSession(signedIn);
  ctx.log.info({ userId: user.id }, 'signed in');
  return { session, code, expiresAt };
}

/**
 * Who the cookie's code belongs to, or undefined where it is unknown or ended. A session by an Owner's link is good while
 * that Owner, and who signed that one in, could make the link: it may be theirs, and is no way into what they do not own.
 */
export async function personOf(parts: Parts, code: string): Promise<Person | undefined> {
  const now = parts.now();
  const digest = digestOf(code);
  const [row] = await parts.db
    .select({ session: sessions, displayName: users.displayName })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.digest, digest), isAlive(now)));
  if (!row) return undefined;
  const { userId, lastSeenAt, makerIds } = row.session;
  if (!(await allOwnAllOf(parts.db, makerIds, userId))) return undefined;
  // Once a minute is enough to tell idle sessions.
  if (now.getTime() - lastSeenAt.getTime() > 60_000) {
    await parts.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.digest, digest));
    await parts.db.update(users).set({ lastSeenAt: now }).where(eq(users.id, userId));
  }
  const { displayName } = row;
  return {
    kind: 'person',
    userId,
    displayName,
    sessionDigest: digest,
    makerIds,
  };
}

/** The condition of a session that has not ended by itself. */
export function isAlive(now: Date) {
  return and(gt(sessions.expiresAt, now), gt(sessions.lastSeenAt, new Date(now.getTime() - idleLimit)));
}

/** The signed-in person, and where they are a member. */
export async function getSession(ctx: Context<unknown, Person>): Promise<Session> {
  const { userId, sessionDigest, makerIds } = ctx.actor;
  // One after the other: within a transaction there is one connection.
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  const [session] = await ctx.db.select().from(sessions).where(eq(sessions.digest, sessionDigest));
  const workspaces = await workspacesOf(ctx.db, userId);
  const deletedWorkspaces = await deletedWorkspacesOf(ctx.db, userId, ctx.now());
  return {
    user: { id: userId, displayName: user?.displayName ?? '', email: user?.email ?? null },
    workspaces,
    deletedWorkspaces,
    canCreateWorkspaces:
      makerIds.length === 0 &&
      (workspaces.some(({ role }) => role === 'Owner') || deletedWorkspaces.length > 0),
    samplesWorkspaceId,
    expiresAt: (session?.expiresAt ?? ctx.now()).toISOString(),
  };
}

/** Removes sessions and sign-in links whose time is over. */
export async function sweepSessions(parts: Parts): Promise<void> {
  const idleSince = new Date(parts.now().getTime() - idleLimit).toISOString();
  await parts.db
    .delete(sessions)
    .where(
      sql`${sessions.expiresAt} < ${parts.now().toISOString()} or ${sessions.lastSeenAt} < ${idleSince}`,
    );
  await parts.db.delete(signInLinks).where(lt(signInLinks.expiresAt, parts.now()));
}
