import { and, desc, eq, lt } from 'drizzle-orm';
import { filesListed, filesShown } from '#lib/datasets/dataset-limits.ts';
import type { Dataset, VersionPage } from '#lib/datasets/dataset-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { filesOf, firstFilesOf, keyOf } from './files-of.ts';
import { datasetNotFound, findDataset } from './find-dataset.ts';
import { type DatasetRow, ownerNames, toSummary, toVersion } from './projections.ts';

const { datasetVersions } = schema;

/** One dataset with its README and newest version; a deleted one too, as long as it can be restored. */
export async function getDataset(ctx: Context, { datasetId }: { datasetId: string }): Promise<Dataset> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  return describeDataset(ctx, await findDataset(ctx.db, workspaceId, datasetId, { deleted: 'accept' }));
}

/** The public shape of a dataset that was found. */
export async function describeDataset(ctx: Pick<Context, 'db'>, dataset: DatasetRow): Promise<Dataset> {
  const [[version], files] = await Promise.all([
    ctx.db
      .select()
      .from(datasetVersions)
      .where(and(eq(datasetVersions.datasetId, dataset.id), eq(datasetVersions.n, dataset.version))),
    filesOf(ctx.db, dataset.id, dataset.version, { limit: filesShown }),
  ]);
  if (!version) throw datasetNotFound();
  const names = await ownerNames(ctx.db, [dataset, version]);
  return {
    ...toSummary(dataset, names),
    description: dataset.description,
    newest: toVersion(dataset.workspaceId, version, files, names),
  };
}

/** Versions of a dataset, newest first, below version `before` where given; of each the first of its files. */
export async function listVersions(
  ctx: Context,
  { datasetId, before, limit }: { datasetId: string; before?: number | undefined; limit: number },
): Promise<VersionPage> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  const dataset = await findDataset(ctx.db, workspaceId, datasetId, { deleted: 'accept' });
  const versions = await ctx.db
    .select()
    .from(datasetVersions)
    .where(
      and(
        eq(datasetVersions.datasetId, dataset.id),
        before === undefined ? undefined : lt(datasetVersions.n, before),
      ),
    )
    .orderBy(desc(datasetVersions.n))
    .limit(limit);
  const [files, names] = await Promise.all([
    firstFilesOf(ctx.db, versions, filesListed),
    ownerNames(ctx.db, versions),
  ]);
  const last = versions.at(-1)?.n ?? 1;
  return {
    items: versions.map((version) => toVersion(workspaceId, version, files.get(keyOf(version)) ?? [], names)),
    nextBefore: last > 1 ? last : null,
  };
}
