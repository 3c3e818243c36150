import { and, eq, gt } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Session } from '#lib/identity/session-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { digestOf } from '#server/platform/secrets.ts';
import { getSession, startSession } from './sessions.ts';

const { signInLinks, users } = schema;

/**
 * Takes a one-time link's code: the link is gone, a new session stands. Throws `sign_in_link_invalid` for one that is
 * unknown, used or expired, without telling which.
 */
export async function signIn(
  ctx: Context,
  { code }: { code: string },
): Promise<{ session: Session; code: string; expiresAt: Date }> {
  const started = await ctx.db.transaction(async (tx) => {
    const [link] = await tx
      .delete(signInLinks)
      .where(and(eq(signInLinks.digest, digestOf(code)), gt(signInLinks.expiresAt, ctx.now())))
      .returning();
    if (!link) return undefined;
    const [user] = await tx.select().from(users).where(eq(users.id, link.userId));
    return user && { user, ...(await startSession(tx, user.id, ctx.now())) };
  });
  if (!started)
    throw new SluiceError(
      'sign_in_link_invalid',
      'This sign-in link was used or has expired; restart Sluice for a new one, or ask an Owner.',
    );
  const { user, code: sessionCode, digest, expiresAt } = started;
  const actor = {
    kind: 'person' as const,
    userId: user.id,
    displayName: user.displayName,
    sessionDigest: digest,
  };
  ctx.log.info({ userId: user.id }, 'signed in');
  return { session: await getSession({ ...ctx, actor }), code: sessionCode, expiresAt };
}
