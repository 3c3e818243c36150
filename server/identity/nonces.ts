import { and, eq, gt, lt } from 'drizzle-orm';
import type { Context, Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';

const { signInNonces } = schema;
/** Time a person has to sign in at the provider, in milliseconds. */
const life = 15 * 60_000;

/** A nonce for an authorization request: the ID token that answers it carries it, and is taken once. */
export async function createNonce(ctx: Context): Promise<{ nonce: string; expiresAt: string }> {
  const nonce = newCode();
  const expiresAt = new Date(ctx.now().getTime() + life);
  await ctx.db.insert(signInNonces).values({ digest: digestOf(nonce), expiresAt });
  return { nonce, expiresAt: expiresAt.toISOString() };
}

/** Takes a nonce; false where it is none of ours, used or expired. */
export async function takeNonce(tx: Database, nonce: string, now: Date): Promise<boolean> {
  const taken = await tx
    .delete(signInNonces)
    .where(and(eq(signInNonces.digest, digestOf(nonce)), gt(signInNonces.expiresAt, now)))
    .returning();
  return taken.length > 0;
}

export async function sweepNonces({ db, now }: Parts): Promise<void> {
  await db.delete(signInNonces).where(lt(signInNonces.expiresAt, now()));
}
