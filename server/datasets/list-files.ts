import { and, eq, sql } from 'drizzle-orm';
import type { FilePage } from '#lib/datasets/dataset-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { containingUnindexed, schema } from '#server/platform/db/index.ts';
import { filesOf } from './files-of.ts';
import { datasetNotFound, findDataset } from './find-dataset.ts';
import type { VersionAddress } from './issue-read-key.ts';
import { listFolder } from './list-folder.ts';
import { toFile } from './projections.ts';

const { datasetFiles, datasetVersions } = schema;

interface ListFiles extends VersionAddress {
  prefix?: string | undefined;
  delimiter?: '/' | undefined;
  search?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** Files of a version by path, a page of them; of a deleted dataset too, as long as it can be restored. */
export async function listFiles(
  ctx: Context,
  { datasetId, n: wanted, prefix, delimiter, search, after, limit }: ListFiles,
): Promise<FilePage> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  const dataset = await findDataset(ctx.db, workspaceId, datasetId, { deleted: 'accept' });
  const n = wanted === 'latest' ? dataset.version : wanted;
  const [version] = await ctx.db
    .select({ fileCount: datasetVersions.fileCount })
    .from(datasetVersions)
    .where(and(eq(datasetVersions.datasetId, dataset.id), eq(datasetVersions.n, n)));
  if (!version) throw datasetNotFound();
  if (delimiter) {
    const listed = await listFolder(ctx.db, { datasetId: dataset.id, n }, { prefix, after, limit });
    return { ...listed, fileCount: version.fileCount };
  }
  const { path } = datasetFiles;
  const matching = and(
    prefix ? sql`starts_with(${path}, ${prefix})` : undefined,
    search ? containingUnindexed(path, search) : undefined,
  );
  const rows = await filesOf(ctx.db, dataset.id, n, { after, matching, limit: limit + 1 });
  const items = rows.slice(0, limit).map(toFile);
  const nextAfter = rows.length > limit ? (items.at(-1)?.path ?? null) : null;
  return { items, folders: [], fileCount: version.fileCount, nextAfter };
}
