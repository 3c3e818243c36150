import { and, eq, isNull } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { uploadIsGone } from '#lib/transfers/upload-gone.ts';
import type { Upload } from '#lib/transfers/upload-schema.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { Uploader } from './uploader.ts';

const { uploads } = schema;

export type UploadRow = typeof uploads.$inferSelect;

/** What an upload becomes: a version of one file or of many, the output of an experiment, or what awaits acceptance. */
export type UploadKind = 'dataset' | 'folder' | 'output' | 'submission';
const ofOneFile: readonly UploadKind[] = ['dataset', 'output', 'submission'];
export const anyKind: readonly UploadKind[] = [...ofOneFile, 'folder'];

/** The upload of these kinds with this id that this uploader reserved in this workspace; anything else is not found. */
export async function findUpload(
  db: Database,
  { workspaceId, userId, requestId }: Uploader,
  uploadId: string,
  { kinds = ofOneFile, lock = false }: { kinds?: readonly UploadKind[]; lock?: boolean } = {},
): Promise<UploadRow> {
  const query = db
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.id, uploadId),
        eq(uploads.workspaceId, workspaceId),
        userId === null ? isNull(uploads.userId) : eq(uploads.userId, userId),
        requestId === null ? isNull(uploads.requestId) : eq(uploads.requestId, requestId),
      ),
    );
  const [row] = await (lock ? query.for('update') : query);
  if (!row || !kinds.includes(kindOf(row)))
    throw new SluiceError('not_found', 'There is no such upload of yours here; begin a new one.', {
      details: uploadIsGone,
    });
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

/** Throws `upload_closed` where there is nothing to send any more. */
export function requireReserved(upload: UploadRow, now: Date): void {
  requireOpen(upload, now);
  if (upload.state === 'confirmed')
    throw new SluiceError(
      'upload_closed',
      'This upload is confirmed and sealed; upload a new version instead.',
    );
}

function kindOf(upload: UploadRow): UploadKind {
  if (upload.requestId !== null) return 'submission';
  if (upload.fileCount !== null) return 'folder';
  return upload.experimentId === null ? 'dataset' : 'output';
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
