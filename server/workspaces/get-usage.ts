import { and, eq, gt, sql } from 'drizzle-orm';
import type { Usage } from '#lib/workspaces/workspace-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { bytesOf, heldBytes, keptBytes, quotaOf, receivedBytesOf } from './quota.ts';

const { datasets, datasetVersions, experimentOutputs, experiments, uploads, workspaces } = schema;
const shown = 100;

/** What the workspace keeps in storage, by dataset: all versions, deleted ones included until they are purged. */
export async function getUsage(ctx: Context): Promise<Usage> {
  const { workspaceId } = requireAction(ctx.actor, 'workspace.manage');
  const { db } = ctx;
  const [[workspace], bytes, largest, [outputs], receivedBytes, [reserved]] = await Promise.all([
    db.select().from(workspaces).where(eq(workspaces.id, workspaceId)),
    bytesOf(db, workspaceId),
    db
      .select({
        id: datasets.id,
        name: datasets.name,
        versions: datasets.version,
        deletedAt: datasets.deletedAt,
        bytes: keptBytes,
      })
      .from(datasets)
      .innerJoin(datasetVersions, eq(datasetVersions.datasetId, datasets.id))
      .where(eq(datasets.workspaceId, workspaceId))
      .groupBy(datasets.id)
      .orderBy(sql`${keptBytes} desc, ${datasets.id}`)
      .limit(shown),
    db
      .select({ bytes: sql<string>`coalesce(sum(${experimentOutputs.size}), 0)` })
      .from(experimentOutputs)
      .innerJoin(experiments, eq(experiments.id, experimentOutputs.experimentId))
      .where(eq(experiments.workspaceId, workspaceId)),
    receivedBytesOf(db, workspaceId),
    db
      .select({ bytes: heldBytes })
      .from(uploads)
      .where(
        and(
          eq(uploads.workspaceId, workspaceId),
          eq(uploads.state, 'reserved'),
          gt(uploads.expiresAt, ctx.now()),
        ),
      ),
  ]);
  const listed = largest.map(({ deletedAt, ...row }) => ({
    ...row,
    bytes: Number(row.bytes),
    deleted: deletedAt !== null,
  }));
  const outputBytes = Number(outputs?.bytes ?? 0);
  return {
    bytes,
    quotaBytes: quotaOf(workspace),
    outputBytes,
    receivedBytes,
    reservedBytes: Number(reserved?.bytes ?? 0),
    datasets: listed,
    otherBytes: bytes - outputBytes - receivedBytes - listed.reduce((total, row) => total + row.bytes, 0),
  };
}
