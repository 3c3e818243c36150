import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { WorkspaceUsage } from '#lib/workspaces/workspace-schema.ts';
import { allowedTo, requireAction, type WorkspaceActor } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { bytesOf, quotaOf } from './quota.ts';

const { datasets, uploads, workspaces } = schema;

/** The actor's workspace with what it holds. */
export async function getWorkspace(ctx: Context): Promise<WorkspaceUsage> {
  const actor = requireAction(ctx.actor, 'workspace.read');
  const { db } = ctx;
  const [[workspace], counts, bytes, submissions] = await Promise.all([
    db.select().from(workspaces).where(eq(workspaces.id, actor.workspaceId)),
    db
      .select({
        workspaceId: datasets.workspaceId,
        living: sql<number>`(count(*) filter (where deleted_at is null))::int`,
        deleted: sql<number>`(count(*) filter (where deleted_at is not null))::int`,
      })
      .from(datasets)
      .where(sql`${datasets.workspaceId} in (${actor.workspaceId}, ${samplesWorkspaceId})`)
      .groupBy(datasets.workspaceId),
    bytesOf(db, actor.workspaceId),
    db.$count(
      uploads,
      and(
        eq(uploads.workspaceId, actor.workspaceId),
        isNotNull(uploads.requestId),
        eq(uploads.state, 'confirmed'),
        isNull(uploads.datasetId),
      ),
    ),
  ]);
  if (!workspace)
    throw new SluiceError('not_found', 'There is no such workspace, or you are not a member of it.');
  const own = counts.find((row) => row.workspaceId === actor.workspaceId);
  return {
    id: workspace.id,
    name: workspace.name,
    ...rightsOf(actor),
    datasets: own?.living ?? 0,
    deletedDatasets: own?.deleted ?? 0,
    samples: counts.find((row) => row.workspaceId === samplesWorkspaceId)?.living ?? 0,
    bytes,
    submissions,
    quotaBytes: quotaOf(workspace),
  };
}

function rightsOf(actor: WorkspaceActor): Pick<WorkspaceUsage, 'role' | 'can'> {
  if (actor.kind === 'member') return { role: actor.role, can: allowedTo(actor.role) };
  if (actor.kind === 'system') return { role: 'Owner', can: allowedTo('Owner') };
  // A token has no role of its own; a User's comes nearest to what it may do.
  return { role: actor.grantee === 'Reader' ? 'Reader' : 'User', can: allowedTo(actor.grantee) };
}
