import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { SignInLink } from '#lib/users/user-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import { makeSignInLink } from '#server/identity/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { lockMember } from './find-member.ts';

const { identities, memberships } = schema;

/**
 * A one-time link that signs in as a member, for an Owner to hand over where there is no identity provider. A session is
 * good in all of a person's workspaces, so the Owner must own every one of them: else the link would be a way into
 * workspaces that are not theirs.
 */
export async function createSignInLink(ctx: Context, { userId }: { userId: string }): Promise<SignInLink> {
  const actor = requireAction(ctx.actor, 'member.manage');
  const { workspaceId } = actor;
  return ctx.db.transaction(async (tx) => {
    const member = await lockMember(tx, workspaceId, userId);
    if (ctx.config.provider || (await hasIdentity(tx, userId)))
      throw new SluiceError(
        'conflict',
        `${member.displayName} signs in with the identity provider; ask its administrators for help.`,
      );
    const elsewhere = actor.kind === 'member' ? await notOwnedBy(tx, actor.userId, userId) : 1;
    if (elsewhere > 0)
      throw new SluiceError(
        'conflict',
        `${member.displayName} is a member of workspaces that are not yours; who runs Sluice can make a link by "npm run sign-in-link".`,
      );
    const link = await makeSignInLink(ctx, tx, userId);
    const details = { name: member.displayName };
    await recordEvent(ctx, tx, { workspaceId, action: 'member.sign-in-link', subject: userId, details });
    return link;
  });
}

async function hasIdentity(tx: Database, userId: string): Promise<boolean> {
  const [row] = await tx.select().from(identities).where(eq(identities.userId, userId)).limit(1);
  return row !== undefined;
}

/** How many of a person's workspaces, deleted ones too, the Owner does not own. */
async function notOwnedBy(tx: Database, ownerId: string, userId: string): Promise<number> {
  const idsOf = async (...conditions: Parameters<typeof and>) =>
    tx
      .select({ id: memberships.workspaceId })
      .from(memberships)
      .where(and(...conditions));
  const theirs = await idsOf(eq(memberships.userId, userId));
  const owned = new Set(
    (await idsOf(eq(memberships.userId, ownerId), eq(memberships.role, 'Owner'))).map(({ id }) => id),
  );
  return theirs.filter(({ id }) => !owned.has(id)).length;
}
