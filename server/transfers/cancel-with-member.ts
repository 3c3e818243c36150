import { and, eq, inArray } from 'drizzle-orm';
import { inLanes } from '#lib/in-lanes.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { type BlobStore, keyLifetime } from '#server/storage/index.ts';
import { removeBytes } from './cancel-upload.ts';

const { uploads } = schema;

/**
 * Ends a membership by `end`, and in its transaction cancels what the member reserved there and did not confirm; the bytes are
 * removed afterwards, and what fails of that, the sweeper does.
 */
export async function cancelWithMember(
  ctx: Context<BlobStore>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  end: (tx: Database) => Promise<void>,
): Promise<void> {
  const theirs = and(
    eq(uploads.workspaceId, workspaceId),
    eq(uploads.userId, userId),
    eq(uploads.state, 'reserved'),
  );
  /** In the order of their ids: it waits for whoever holds one. */
  const hold = (tx: Database) =>
    tx.select({ id: uploads.id }).from(uploads).where(theirs).orderBy(uploads.id).for('update');
  const cancel = async (tx: Database, held: readonly { id: string }[]) => {
    const expiresAt = new Date(ctx.now().getTime() + keyLifetime);
    const ids = held.map(({ id }) => id);
    const rows = await tx
      .update(uploads)
      .set({ state: 'cancelled', expiresAt })
      .where(inArray(uploads.id, ids))
      .returning();
    const details = { withMember: userId };
    for (const { id } of rows)
      await recordEvent(ctx, tx, { workspaceId, action: 'upload.cancel', subject: id, details });
    return rows;
  };
  const cancelled = await ctx.db.transaction(async (tx) => {
    // Before `end` locks the workspace: a confirm holds its upload first, and waits for the workspace then.
    const held = await hold(tx);
    await end(tx);
    return cancel(tx, held);
  });
  // What was reserved before the workspace was locked, and after those were read; more cannot be, as they are no member now.
  const late = await ctx.db.transaction(async (tx) => cancel(tx, await hold(tx))).catch(() => []);
  await inLanes(4, [...cancelled, ...late], (upload) =>
    removeBytes(ctx.blobs, upload).catch(() => undefined),
  );
}
