import { eq } from 'drizzle-orm';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { UploadRow } from './find-upload.ts';

const { uploads } = schema;
const day = 24 * 3_600_000;

/** An upload that is neither confirmed nor asks for another key within this time is swept, in ms. */
export const uploadLifetime = 3 * day;

/** However long it goes on, an upload is over after this time, in ms: 4 TiB take that long at 14 Mbit/s. */
export const longestUpload = 30 * day;

/** Whoever asks for another key is still at it: the upload's time begins anew. */
export async function keepOpen(db: Database, { id, createdAt }: UploadRow, now: Date): Promise<void> {
  const expiresAt = new Date(Math.min(now.getTime() + uploadLifetime, createdAt.getTime() + longestUpload));
  await db.update(uploads).set({ expiresAt }).where(eq(uploads.id, id));
}
