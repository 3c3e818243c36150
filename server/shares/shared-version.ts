import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { type DatasetRow, type FileRow, filesOf, findDataset } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import { linkClosed, type OpenedLink } from './admit-link.ts';

const { datasetFiles, datasetVersions } = schema;

export interface SharedVersion {
  dataset: DatasetRow;
  version: typeof datasetVersions.$inferSelect;
  fileCount: number;
}

/** The version a link leads to. A dataset that was deleted is not behind any link: `link_closed`. */
export async function sharedVersion({ share, ctx }: OpenedLink): Promise<SharedVersion> {
  const dataset = await findDataset(ctx.db, share.workspaceId, share.datasetId ?? '').catch(
    (error: unknown) => {
      if (error instanceof SluiceError && error.code === 'not_found') throw linkClosed();
      throw error;
    },
  );
  const n = share.n ?? dataset.version;
  const [[version], fileCount] = await Promise.all([
    ctx.db
      .select()
      .from(datasetVersions)
      .where(and(eq(datasetVersions.datasetId, dataset.id), eq(datasetVersions.n, n))),
    n === dataset.version
      ? dataset.fileCount
      : ctx.db.$count(datasetFiles, and(eq(datasetFiles.datasetId, dataset.id), eq(datasetFiles.n, n))),
  ]);
  if (!version) throw linkClosed();
  return { dataset, version, fileCount };
}

/** Files of that version by path; the one named where one is. */
export function sharedFiles(
  { ctx }: OpenedLink,
  { dataset, version }: SharedVersion,
  which: { path?: string | undefined; limit: number },
): Promise<FileRow[]> {
  return filesOf(ctx.db, dataset.id, version.n, which);
}
