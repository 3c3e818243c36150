import { eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { longestLifeDays } from '#lib/shares/share-limits.ts';
import type { SharePolicy } from '#lib/shares/share-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { workspaces } = schema;
const dayMs = 24 * 3_600_000;

/** What links may be made in the workspace. */
export async function getSharePolicy(ctx: Context): Promise<SharePolicy> {
  const { workspaceId } = requireAction(ctx.actor, 'share.read');
  return policyOf(ctx.db, workspaceId);
}

/** Sets it. Links that are there keep their password and their end; with `off` none of them opens. */
export async function updateSharePolicy(ctx: Context, policy: SharePolicy): Promise<SharePolicy> {
  const { workspaceId } = requireAction(ctx.actor, 'share.set-policy');
  const { maxLifetimeDays, passwordRequired, off } = policy;
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(workspaces)
      .set({
        shareMaxLifetimeDays: maxLifetimeDays,
        sharePasswordRequired: passwordRequired,
        sharesOff: off,
      })
      .where(eq(workspaces.id, workspaceId));
    const details = { maxLifetimeDays, passwordRequired, off };
    await recordEvent(ctx, tx, { workspaceId, action: 'share.set-policy', subject: workspaceId, details });
  });
  return { maxLifetimeDays, passwordRequired, off };
}

export async function policyOf(db: Database, workspaceId: string): Promise<SharePolicy> {
  const [row] = await db
    .select({
      maxLifetimeDays: workspaces.shareMaxLifetimeDays,
      passwordRequired: workspaces.sharePasswordRequired,
      off: workspaces.sharesOff,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return row ?? { maxLifetimeDays: null, passwordRequired: false, off: false };
}

/**
 * Holds a link that is made or changed against the policy. Throws `conflict` where shares are off or a password is
 * missing, `bad_request` where the end lies too far away or behind.
 */
export async function requirePolicy(
  ctx: Pick<Context, 'db' | 'now'>,
  workspaceId: string,
  link: { expiresAt?: Date | undefined; hasPassword: boolean },
): Promise<void> {
  const policy = await policyOf(ctx.db, workspaceId);
  if (policy.off)
    throw new SluiceError('conflict', 'Links are switched off in this workspace; ask an Owner.');
  if (policy.passwordRequired && !link.hasPassword)
    throw new SluiceError('conflict', 'Links of this workspace need a password; give one.', {
      details: { field: 'password' },
    });
  if (link.expiresAt) requireLife(link.expiresAt, ctx.now(), policy.maxLifetimeDays ?? longestLifeDays);
}

function requireLife(expiresAt: Date, now: Date, days: number): void {
  const details = { field: 'expiresAt' };
  if (expiresAt <= now)
    throw new SluiceError('bad_request', 'The link would have ended already; give a later end.', { details });
  // An hour over: whoever says "in 7 days" filled the form in a moment ago.
  if (expiresAt.getTime() > now.getTime() + days * dayMs + 3_600_000)
    throw new SluiceError(
      'bad_request',
      `Links live ${days} days at most in this workspace; give an earlier end.`,
      { details },
    );
}
