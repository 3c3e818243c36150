import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Session } from '#lib/identity/session-schema.ts';
import type { SessionInfo } from '#lib/users/user-schema.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Actor, Context, Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';
import { deletedWorkspacesOf, workspacesOf } from '#server/workspaces/index.ts';

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
  from: { client?: string | undefined; address?: string | null | undefined } = {},
): Promise<{ code: string; digest: string; expiresAt: Date }> {
  const code = newCode();
  const expiresAt = new Date(now.getTime() + absoluteLimit);
  const digest = digestOf(code);
  await tx.insert(sessions).values({
    digest,
    userId,
    client: from.client ?? 'unknown',
    address: from.address ?? 'unknown',
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  });
  await tx.update(users).set({ lastSeenAt: now }).where(eq(users.id, userId));
  return { code, digest, expiresAt };
}

/** Signs a person in: a new session, told in the audit of each of their workspaces. */
export async function startSessionOf(
  ctx: Context,
  user: { id: string; displayName: string },
): Promise<StartedSession> {
  const { code, digest, expiresAt } = await startSession(ctx.db, user.id, ctx.now(), ctx);
  const actor: Person = {
    kind: 'person',
    userId: user.id,
    displayName: user.displayName,
    sessionDigest: digest,
  };
  const signedIn = { ...ctx, actor };
  const session = await getSession(signedIn);
  for (const { id } of session.workspaces)
    await recordEvent(signedIn, ctx.db, {
      workspaceId: id,
      action: 'session.start',
      subject: user.id,
      details: { client: ctx.client ?? 'unknown' },
    });
  ctx.log.info({ userId: user.id }, 'signed in');
  return { session, code, expiresAt };
}

/** Who the cookie's code belongs to, or undefined where it is unknown or ended. */
export async function personOf(parts: Parts, code: string): Promise<Person | undefined> {
  const now = parts.now();
  const digest = digestOf(code);
  const [row] = await parts.db
    .select({ userId: sessions.userId, lastSeenAt: sessions.lastSeenAt, displayName: users.displayName })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.digest, digest), isAlive(now)));
  if (!row) return undefined;
  // Once a minute is enough to tell idle sessions.
  if (now.getTime() - row.lastSeenAt.getTime() > 60_000) {
    await parts.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.digest, digest));
    await parts.db.update(users).set({ lastSeenAt: now }).where(eq(users.id, row.userId));
  }
  return { kind: 'person', userId: row.userId, displayName: row.displayName, sessionDigest: digest };
}

function isAlive(now: Date) {
  return and(gt(sessions.expiresAt, now), gt(sessions.lastSeenAt, new Date(now.getTime() - idleLimit)));
}

/** The signed-in person, and where they are a member. */
export async function getSession(ctx: Context<unknown, Person>): Promise<Session> {
  const { userId, sessionDigest } = ctx.actor;
  const [[user], [session], workspaces, deletedWorkspaces] = await Promise.all([
    ctx.db.select().from(users).where(eq(users.id, userId)),
    ctx.db.select().from(sessions).where(eq(sessions.digest, sessionDigest)),
    workspacesOf(ctx.db, userId),
    deletedWorkspacesOf(ctx.db, userId, ctx.now()),
  ]);
  return {
    user: { id: userId, displayName: user?.displayName ?? '', email: user?.email ?? null },
    workspaces,
    deletedWorkspaces,
    canCreateWorkspaces: workspaces.some(({ role }) => role === 'Owner') || deletedWorkspaces.length > 0,
    samplesWorkspaceId,
    expiresAt: (session?.expiresAt ?? ctx.now()).toISOString(),
  };
}

/** Changes the name others see. */
export async function updateProfile(
  ctx: Context<unknown, Person>,
  { displayName }: { displayName: string },
): Promise<Session> {
  const { userId } = ctx.actor;
  await ctx.db.update(users).set({ displayName }).where(eq(users.id, userId));
  return getSession({ ...ctx, actor: { ...ctx.actor, displayName } });
}

/** The person's sessions that are alive, last used first. */
export async function listSessions(ctx: Context<unknown, Person>): Promise<{ items: SessionInfo[] }> {
  const { userId, sessionDigest } = ctx.actor;
  const rows = await ctx.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isAlive(ctx.now())))
    .orderBy(desc(sessions.lastSeenAt), sessions.id);
  return {
    items: rows.map((row) => ({
      id: row.id,
      client: row.client,
      address: row.address,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      isThis: row.digest === sessionDigest,
    })),
  };
}

/** Ends one of the person's sessions, at once. */
export async function endSession(
  ctx: Context<unknown, Person>,
  { sessionId }: { sessionId: string },
): Promise<void> {
  const ended = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, ctx.actor.userId), eq(sessions.id, sessionId)))
    .returning();
  if (ended.length === 0)
    throw new SluiceError('not_found', 'This session has ended already, or it is not one of yours.');
}

/** Ends all of the person's sessions, the one that asks too, and links not used yet. */
export async function endAllSessions(ctx: Context<unknown, Person>): Promise<void> {
  await ctx.db.delete(sessions).where(eq(sessions.userId, ctx.actor.userId));
  await ctx.db.delete(signInLinks).where(eq(signInLinks.userId, ctx.actor.userId));
}

/** Ends the session that asks. */
export async function signOut(ctx: Context<unknown, Person>): Promise<void> {
  await ctx.db.delete(sessions).where(eq(sessions.digest, ctx.actor.sessionDigest));
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
