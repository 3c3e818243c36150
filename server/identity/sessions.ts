import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Session } from '#lib/identity/session-schema.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { Actor, Context, Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';
import { workspacesOf } from '#server/workspaces/index.ts';

const { sessions, signInLinks, users } = schema;
const hour = 3_600_000;

/** A session ends after 12 hours without use, and after 30 days whatever happens. */
const idleLimit = 12 * hour;
const absoluteLimit = 30 * 24 * hour;

export type Person = Extract<Actor, { kind: 'person' }>;

/** Starts a session; the code goes into the cookie and nowhere else. */
export async function startSession(
  tx: Database,
  userId: string,
  now: Date,
): Promise<{ code: string; digest: string; expiresAt: Date }> {
  const code = newCode();
  const expiresAt = new Date(now.getTime() + absoluteLimit);
  const digest = digestOf(code);
  await tx.insert(sessions).values({ digest, userId, createdAt: now, lastSeenAt: now, expiresAt });
  return { code, digest, expiresAt };
}

/** Who the cookie's code belongs to, or undefined where it is unknown or ended. */
export async function personOf(parts: Parts, code: string): Promise<Person | undefined> {
  const now = parts.now();
  const digest = digestOf(code);
  const [row] = await parts.db
    .select({ userId: sessions.userId, lastSeenAt: sessions.lastSeenAt, displayName: users.displayName })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.digest, digest),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, new Date(now.getTime() - idleLimit)),
      ),
    );
  if (!row) return undefined;
  // Once a minute is enough to tell idle sessions.
  if (now.getTime() - row.lastSeenAt.getTime() > 60_000)
    await parts.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.digest, digest));
  return { kind: 'person', userId: row.userId, displayName: row.displayName, sessionDigest: digest };
}

/** The signed-in person, and where they are a member. */
export async function getSession(ctx: Context<unknown, Person>): Promise<Session> {
  const { userId, sessionDigest } = ctx.actor;
  const [[user], [session], workspaces] = await Promise.all([
    ctx.db.select().from(users).where(eq(users.id, userId)),
    ctx.db.select().from(sessions).where(eq(sessions.digest, sessionDigest)),
    workspacesOf(ctx.db, userId),
  ]);
  return {
    user: { id: userId, displayName: user?.displayName ?? '', email: user?.email ?? null },
    workspaces,
    samplesWorkspaceId,
    expiresAt: (session?.expiresAt ?? ctx.now()).toISOString(),
  };
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
