import { and, eq, isNull, lt, ne } from 'drizzle-orm';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { type BlobStore, keyLifetime } from '#server/storage/index.ts';

const { uploads } = schema;

/**
 * Removes from storage what was reserved and never confirmed, or cancelled, once its time and that of its last key
 * are over; at most 50 uploads a call. Answers how many.
 */
export async function sweepUploads(parts: Parts<BlobStore>): Promise<number> {
  const before = new Date(parts.now().getTime() - keyLifetime);
  const due = await parts.db
    .select({ id: uploads.id, blobKey: uploads.blobKey })
    .from(uploads)
    .where(and(ne(uploads.state, 'confirmed'), isNull(uploads.sweptAt), lt(uploads.expiresAt, before)))
    .limit(50);
  for (const { id, blobKey } of due) {
    // From here on a confirm is refused; one that came first on a server whose clock is behind keeps its bytes.
    const closed = await parts.db
      .update(uploads)
      .set({ state: 'cancelled' })
      .where(and(eq(uploads.id, id), ne(uploads.state, 'confirmed')))
      .returning({ id: uploads.id });
    if (closed.length === 0) continue;
    await parts.blobs.remove(blobKey);
    await parts.db.update(uploads).set({ sweptAt: parts.now() }).where(eq(uploads.id, id));
  }
  return due.length;
}
