import { and, desc, eq, lt, ne } from 'drizzle-orm';
import type { ActivityPage } from '#lib/audit/activity-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { findDataset } from './find-dataset.ts';

const pageSize = 50;

/** What happened to a dataset, newest first, 50 at a time. */
export async function listActivity(
  ctx: Context,
  { datasetId, cursor }: { datasetId: string; cursor?: string | undefined },
): Promise<ActivityPage> {
  const { workspaceId } = requireAction(ctx.actor, 'activity.read');
  await findDataset(ctx.db, workspaceId, datasetId, { deleted: 'accept' });
  const { auditEvents } = schema;
  const before = cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined;
  const rows = await ctx.db
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.workspaceId, workspaceId),
        eq(auditEvents.subject, datasetId),
        // Every look at the page's rows is in the audit; among what happened to a dataset it would drown the rest.
        ne(auditEvents.action, 'dataset.preview'),
        before === undefined ? undefined : lt(auditEvents.id, before),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  return {
    items: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      actor: row.actorName,
      action: row.action,
      details: row.details,
    })),
    nextCursor: rows.length > pageSize ? String(page.at(-1)?.id) : null,
  };
}
