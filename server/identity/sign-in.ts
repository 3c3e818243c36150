import { and, eq, gt } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { logRefused } from '#server/platform/log.ts';
import { digestOf } from '#server/platform/secrets.ts';
import { signOut } from './own-sessions.ts';
import { allOwnAllOf } from './owns-all-of.ts';
import { type StartedSession, startSessionOf } from './sessions.ts';

const { signInLinks, users } = schema;

/**
 * Takes a one-time link's code: the link is gone, a new session stands, and the one that asked has ended. Throws
 * `sign_in_link_invalid` for one that is unknown, used or expired, without telling which, and `conflict`, with the names
 * `signedInAs` and `linkOf`, where somebody else is signed in and `replace` does not say that it may be so.
 */
export async function signIn(
  ctx: Context,
  { code, replace = false }: { code: string; replace?: boolean },
): Promise<StartedSession> {
  const started = await ctx.db.transaction(async (tx) => {
    const [link] = await tx
      .delete(signInLinks)
      .where(and(eq(signInLinks.digest, digestOf(code)), gt(signInLinks.expiresAt, ctx.now())))
      .returning();
    if (!link) return undefined;
    // Whoever made it may know it still: what they could not ask for by now it does not give.
    const makers = new Set([...(link.makerId === null ? [] : [link.makerId]), ...link.makerIds]);
    if (!(await allOwnAllOf(tx, [...makers], link.userId))) return undefined;
    const [user] = await tx.select().from(users).where(eq(users.id, link.userId));
    if (!user) return undefined;
    const { actor } = ctx;
    if (actor.kind === 'person') {
      if (actor.userId !== user.id && !replace) throw isSomebodyElse(actor.displayName, user.displayName);
      await signOut({ ...ctx, db: tx, actor });
    }
    makers.delete(link.userId);
    // In the same transaction: a link is never spent without a session.
    return startSessionOf({ ...ctx, db: tx }, user, [...makers]);
  });
  if (!started) {
    logRefused(ctx.log, 'sign-in link', { address: ctx.address });
    throw new SluiceError(
      'sign_in_link_invalid',
      'This sign-in link was used or has expired; ask an Owner for a new one, or run `npm run sign-in-link` where Sluice runs.',
    );
  }
  return started;
}

/** A link may come from anybody, who would have its opener work in another's account unawares. */
function isSomebodyElse(signedInAs: string, linkOf: string): SluiceError {
  return new SluiceError(
    'conflict',
    `You are signed in as ${signedInAs}, and this link is for ${linkOf}; say that it may replace your session, or sign out first.`,
    { details: { signedInAs, linkOf } },
  );
}
