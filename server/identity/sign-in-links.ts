import { asc, eq, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { SignInLink } from '#lib/users/user-schema.ts';
import type { Context, Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { digestOf, newCode } from '#server/platform/secrets.ts';
import { recordEverywhere } from './record-everywhere.ts';

const { memberships, signInLinks, users } = schema;
const life = 24 * 3_600_000;

/**
 * A fresh one-time link that signs in as this person, for a day; `maker` is the Owner who asked for it, with those by whose
 * links that one's session began.
 */
export async function makeSignInLink(
  { config, now }: Pick<Parts, 'config' | 'now'>,
  tx: Database,
  userId: string,
  maker?: { userId: string; makerIds: readonly string[] },
): Promise<SignInLink> {
  const code = newCode();
  const expiresAt = new Date(now().getTime() + life);
  await tx.insert(signInLinks).values({
    ...{ digest: digestOf(code), userId, expiresAt },
    ...(maker && { makerId: maker.userId, makerIds: [...maker.makerIds] }),
  });
  return { url: `${config.publicUrl}/sign-in#${code}`, expiresAt: expiresAt.toISOString() };
}

/**
 * Of those who own a workspace now, a deleted one too, who joined theirs first. It need not be who was first an Owner:
 * that one may have left, or this one may have become an Owner later.
 */
export async function firstOwner(db: Database): Promise<string | undefined> {
  const [row] = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(eq(memberships.role, 'Owner'))
    .orderBy(asc(memberships.createdAt), asc(memberships.userId))
    .limit(1);
  return row?.userId;
}

/** A sign-in link for whoever is locked out, by e-mail address, or for the first Owner. For who runs the installation. */
export async function createOperatorLink(
  ctx: Context,
  { email }: { email?: string | undefined },
): Promise<SignInLink> {
  const userId = email === undefined ? await firstOwner(ctx.db) : await onlyPersonWith(ctx.db, email);
  if (!userId) throw new SluiceError('not_found', 'There is nobody with this e-mail address; check it.');
  ctx.log.info({ userId }, 'an operator made a sign-in link');
  const operator = { kind: 'system' as const, displayName: 'Who runs Sluice', workspaceId: '' };
  return ctx.db.transaction(async (tx) => {
    await recordEverywhere({ ...ctx, actor: operator }, tx, userId, { action: 'member.sign-in-link' });
    return makeSignInLink(ctx, tx, userId);
  });
}

async function onlyPersonWith(db: Database, email: string): Promise<string | undefined> {
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email})`)
    .limit(2);
  if (found.length > 1)
    throw new SluiceError(
      'conflict',
      'Several people have this e-mail address; ask an Owner for a link on the Users page.',
    );
  return found[0]?.id;
}
