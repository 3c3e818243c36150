import { and, eq, inArray } from 'drizzle-orm';
import { findDataset } from '#server/datasets/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { UploadRow } from './find-upload.ts';

const { datasetFiles } = schema;
type FileRow = typeof datasetFiles.$inferSelect;

/**
 * Which file of the dataset's newest version has the same content, by MD5 and size: its bytes need not be sent again.
 * Within one dataset alone, so that a blob goes when its dataset does.
 */
export async function earlierFiles(
  tx: Database,
  { workspaceId, datasetId }: UploadRow,
  files: readonly { md5?: string | undefined; size: number }[],
): Promise<(md5: string | undefined, size: number) => FileRow | undefined> {
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
      ),
    );
  const found = new Map(rows.map((row) => [`${row.md5} ${row.size}`, row]));
  return (md5, size) => (md5 === undefined ? undefined : found.get(`${md5} ${size}`));
}
