import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Upload } from '#lib/transfers/upload-schema.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { uploads } = schema;

export type UploadRow = typeof uploads.$inferSelect;

/** The upload with this id that this person reserved in this workspace; anything else is not found. */
export async function findUpload(
  db: Database,
  owner: { workspaceId: string; userId: string },
  uploadId: string,
  { lock = false } = {},
): Promise<UploadRow> {
  const query = db
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.id, uploadId),
        eq(uploads.workspaceId, owner.workspaceId),
        eq(uploads.userId, owner.userId),
      ),
    );
  const [row] = await (lock ? query.for('update') : query);
  if (!row) throw new SluiceError('not_found', 'There is no such upload of yours here; begin a new one.');
  return row;
}

/** Throws `upload_closed` where the upload was cancelled or its time is over. */
export function requireOpen(upload: UploadRow, now: Date): void {
  if (upload.state === 'cancelled')
    throw new SluiceError(
      'upload_closed',
      'This upload was cancelled and its bytes removed; begin a new one.',
    );
  if (upload.state === 'reserved' && upload.expiresAt <= now)
    throw new SluiceError(
      'upload_closed',
      'This upload was left for too long and its bytes removed; begin a new one.',
    );
}

export function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    state: row.state,
    name: row.name,
    datasetId: row.datasetId,
    fileName: row.fileName,
    size: row.size,
    blockSize: row.blockSize,
    blockCount: Math.ceil(row.size / row.blockSize),
    expiresAt: row.expiresAt.toISOString(),
  };
}
