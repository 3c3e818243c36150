import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { actorNow } from './actor-now.ts';
import type { FoundLink } from './find-link.ts';
import { keptOf, newLinkCode, type ShareRow, urlOf } from './link-code.ts';
import { hashPassword } from './password.ts';
import { requirePolicy } from './policy.ts';

/** Makes a link of the acting member, within the workspace's policy; `record` tells of it in the same transaction. */
export async function insertLink(
  ctx: Context,
  input: { expiresAt: string; note?: string | undefined; password?: string | null | undefined },
  link: Pick<ShareRow, 'kind'> & Partial<typeof schema.shares.$inferInsert>,
  record: (tx: Database, share: ShareRow) => Promise<void>,
): Promise<{ found: FoundLink; url: string }> {
  const actor = requireAction(ctx.actor, 'share.create');
  if (actor.kind !== 'member') throw new SluiceError('forbidden', 'Only a member can make links; sign in.');
  const { workspaceId, userId: makerId, displayName: makerName } = actor;
  const expiresAt = new Date(input.expiresAt);
  const asked = { expiresAt, hasPassword: Boolean(input.password) };
  await requirePolicy(ctx, workspaceId, asked);
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  const [id, code] = [newId(), newLinkCode()];
  const values = {
    ...link,
    ...keptOf(ctx.config, { workspaceId, id }, code),
    ...{ id, workspaceId, makerId, passwordHash, expiresAt },
    note: input.note ?? '',
    createdAt: ctx.now(),
  };
  const share = await ctx.db.transaction(async (tx) => {
    requireAction(await actorNow(tx, actor), 'share.create');
    await requirePolicy({ ...ctx, db: tx }, workspaceId, asked);
    const [row] = await tx.insert(schema.shares).values(values).returning();
    if (!row) throw new Error('the link was not written');
    await record(tx, row);
    return row;
  });
  const found = { share, makerName, datasetName: null, closedBy: null, received: 0, waiting: 0 };
  return { found, url: urlOf(ctx.config, share.kind, code) };
}
