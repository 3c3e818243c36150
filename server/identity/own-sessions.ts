import { and, desc, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Session } from '#lib/identity/session-schema.ts';
import type { SessionInfo } from '#lib/users/user-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { recordEverywhere } from './record-everywhere.ts';
import { getSession, isAlive, type Person } from './sessions.ts';

const { sessions, signInLinks, users } = schema;

/** Changes the name others see. */
export async function updateProfile(
  ctx: Context<unknown, Person>,
  { displayName }: { displayName: string },
): Promise<Session> {
  const { userId, displayName: from } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    await tx.update(users).set({ displayName }).where(eq(users.id, userId));
    if (displayName === from) return;
    const details = { from, to: displayName };
    await recordEverywhere(ctx, tx, userId, { action: 'member.rename', details });
  });
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
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const [ended] = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), eq(sessions.id, sessionId)))
      .returning();
    if (!ended)
      throw new SluiceError('not_found', 'This session has ended already, or it is not one of yours.');
    const details = { client: ended.client };
    await recordEverywhere(ctx, tx, userId, { action: 'session.end', details });
  });
}

/** Ends all of the person's sessions, the one that asks too, and links not used yet. */
export async function endAllSessions(ctx: Context<unknown, Person>): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const ended = await tx.delete(sessions).where(eq(sessions.userId, userId)).returning();
    const links = await tx.delete(signInLinks).where(eq(signInLinks.userId, userId)).returning();
    const details = { sessions: ended.length, links: links.length };
    await recordEverywhere(ctx, tx, userId, { action: 'session.end-all', details });
  });
}

/** Ends the session that asks. */
export async function signOut(ctx: Context<unknown, Person>): Promise<void> {
  const { userId, sessionDigest } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const [ended] = await tx.delete(sessions).where(eq(sessions.digest, sessionDigest)).returning();
    if (!ended) return;
    const details = { client: ended.client };
    await recordEverywhere(ctx, tx, userId, { action: 'session.end', details });
  });
}
