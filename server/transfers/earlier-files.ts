import { and, eq, exists, inArray, isNull, or } from 'drizzle-orm';
import { findDataset } from '#server/datasets/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { UploadRow } from './find-upload.ts';

const { datasetFiles, uploads } = schema;
type FileRow = typeof datasetFiles.$inferSelect;

/**
 * Which file of the dataset's newest version has the same content, by MD5 and size: its bytes need not be sent again.
 * Within one dataset alone, so that a blob goes when its dataset does. Storage has seen the MD5 of what was sent whole; of
 * what was committed from blocks it is a claim, and nobody but who made it is to get other bytes for it.
 */
export async function earlierFiles(
  tx: Database,
  upload: UploadRow,
  files: readonly { md5?: string | undefined; size: number }[],
): Promise<(md5: string | undefined, size: number) => FileRow | undefined> {
  const { workspaceId, datasetId } = upload;
  const digests = [...new Set(files.flatMap(({ md5 }) => md5 ?? []))];
  if (datasetId === null || digests.length === 0) return () => undefined;
  const { version } = await findDataset(tx, workspaceId, datasetId);
  const rows = await tx
    .select()
    .from(datasetFiles)
    .where(
      and(
        eq(datasetFiles.datasetId, datasetId),
        eq(datasetFiles.n, version),
        inArray(datasetFiles.md5, digests),
        or(isNull(datasetFiles.snapshot), exists(uploadedBy(tx, upload, datasetId, version))),
      ),
    );
  const found = new Map(rows.map((row) => [`${row.md5} ${row.size}`, row]));
  return (md5, size) => (md5 === undefined ? undefined : found.get(`${md5} ${size}`));
}

/** Whether this member, or a token, uploaded that version, and no stranger by a link. */
function uploadedBy(tx: Database, { workspaceId, userId }: UploadRow, datasetId: string, version: number) {
  return tx
    .select({ id: uploads.id })
    .from(uploads)
    .where(
      and(
        eq(uploads.workspaceId, workspaceId),
        eq(uploads.datasetId, datasetId),
        eq(uploads.version, version),
        eq(uploads.state, 'confirmed'),
        userId === null ? isNull(uploads.userId) : eq(uploads.userId, userId),
        isNull(uploads.requestId),
      ),
    );
}
