import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { logRefused } from '#server/platform/log.ts';
import { newId } from '#server/platform/secrets.ts';
import { takeNonce } from './nonces.ts';
import { signOut } from './own-sessions.ts';
import { isRefusal, type ProvenIdentity, refused, verifyIdToken } from './provider.ts';
import { type StartedSession, startSessionOf } from './sessions.ts';

const { identities, users } = schema;

/**
 * Signs in whom an ID token proves. The person is found by (issuer, subject), never by e-mail address; somebody new is
 * a person without a workspace, until an invitation is accepted. The session that asked, if there is one, ends.
 */
export async function signInWithProvider(
  ctx: Context,
  { idToken }: { idToken: string },
): Promise<StartedSession> {
  const user = await proven(ctx, idToken).catch((error: unknown) => {
    if (isRefusal(error)) logRefused(ctx.log, 'ID token', { address: ctx.address });
    throw error;
  });
  const { actor } = ctx;
  if (actor.kind === 'person') await signOut({ ...ctx, actor });
  return startSessionOf(ctx, user);
}

async function proven(ctx: Context, idToken: string) {
  const identity = await verifyIdToken(ctx.config, idToken);
  return ctx.db.transaction(async (tx) => {
    if (!(await takeNonce(tx, identity.nonce, ctx.now()))) throw refused();
    return (await findPerson(tx, identity)) ?? (await meetPerson(tx, identity, ctx.now()));
  });
}

async function findPerson(tx: Database, { issuer, subject, displayName, email }: ProvenIdentity) {
  const [known] = await tx
    .select({ userId: identities.userId })
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
  if (!known) return undefined;
  // The provider knows best what its people are called by now.
  const [user] = await tx
    .update(users)
    .set({ displayName, email })
    .where(eq(users.id, known.userId))
    .returning();
  return user;
}

/** Somebody new, unless another sign-in of theirs has just been quicker. */
async function meetPerson(tx: Database, identity: ProvenIdentity, now: Date) {
  const { issuer, subject } = identity;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${issuer} ${subject}`}, 0))`);
  return (await findPerson(tx, identity)) ?? (await createPerson(tx, identity, now));
}

async function createPerson(tx: Database, identity: ProvenIdentity, createdAt: Date) {
  const { issuer, subject, displayName, email } = identity;
  const [user] = await tx.insert(users).values({ id: newId(), displayName, email, createdAt }).returning();
  if (!user) throw new Error('the user row was not written');
  await tx.insert(identities).values({ issuer, subject, userId: user.id, createdAt });
  return user;
}
