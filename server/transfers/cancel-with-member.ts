import { and, eq } from 'drizzle-orm';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { inLanes } from '#server/platform/in-lanes.ts';
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
  const cancelled = await ctx.db.transaction(async (tx) => {
    // Before `end` locks the workspace: a confirm holds its upload first, and waits for the workspace then.
    await tx.select({ id: uploads.id }).from(uploads).where(theirs).orderBy(uploads.id).for('update');
    await end(tx);
    const expiresAt = new Date(ctx.now().getTime() + keyLifetime);
    const rows = await tx.update(uploads).set({ state: 'cancelled', expiresAt }).where(theirs).returning();
    const details = { withMember: userId };
    for (const { id } of rows)
      await recordEvent(ctx, tx, { workspaceId, action: 'upload.cancel', subject: id, details });
    return rows;
  });
  await inLanes(4, cancelled, (upload) => removeBytes(ctx.blobs, upload).catch(() => undefined));
}
