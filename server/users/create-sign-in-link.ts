import { eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { SignInLink } from '#lib/users/user-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import { makeSignInLink, ownsAllOf } from '#server/identity/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { lockMember } from './find-member.ts';

const { identities } = schema;

/**
 * A one-time link that signs in as a member, for an Owner to hand over where there is no identity provider. A session is
 * good in all of a person's workspaces, so the Owner must own every one of them, also when it is used and for as long as
 * the session lasts: else the link would be a way into workspaces that are not theirs.
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
    if (actor.kind !== 'member' || !(await ownsAllOf(tx, actor.userId, userId)))
      throw new SluiceError(
        'conflict',
        `${member.displayName} is a member of workspaces that are not yours; who runs Sluice can make a link by "npm run sign-in-link".`,
      );
    // Whoever got in by another's link may be that other: what they make is good no longer than their own session.
    const link = await makeSignInLink(ctx, tx, userId, actor);
    const details = { name: member.displayName };
    await recordEvent(ctx, tx, { workspaceId, action: 'member.sign-in-link', subject: userId, details });
    return link;
  });
}

async function hasIdentity(tx: Database, userId: string): Promise<boolean> {
  const [row] = await tx.select().from(identities).where(eq(identities.userId, userId)).limit(1);
  return row !== undefined;
}
