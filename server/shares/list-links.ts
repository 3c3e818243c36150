import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { DataRequestPage } from '#lib/shares/data-request-schema.ts';
import type { ListDataRequestsQuery, ListSharesQuery, SharePage } from '#lib/shares/share-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { containing, isMoment, schema } from '#server/platform/db/index.ts';
import { type FoundLink, inState, selectLinks } from './find-link.ts';
import type { ShareRow } from './link-code.ts';
import { toDataRequest, toShare } from './projections.ts';

const { datasets, shares } = schema;

/** Links to datasets of the workspace, newest first. */
export async function listShares(ctx: Context, query: ListSharesQuery): Promise<SharePage> {
  return listLinks(ctx, 'dataset', query, toShare);
}

/** Links to receive data, newest first. */
export async function listDataRequests(ctx: Context, query: ListDataRequestsQuery): Promise<DataRequestPage> {
  return listLinks(ctx, 'request', query, toDataRequest);
}

async function listLinks<T>(
  ctx: Context,
  kind: ShareRow['kind'],
  query: ListDataRequestsQuery & { datasetId?: string | undefined },
  project: (found: FoundLink, now: Date) => T,
): Promise<{ items: T[]; total: number; nextCursor: string | null }> {
  const { workspaceId } = requireAction(ctx.actor, 'share.read');
  const now = ctx.now();
  const { state, search, makerId, endsBefore, datasetId, limit } = query;
  const filter = and(
    eq(shares.workspaceId, workspaceId),
    eq(shares.kind, kind),
    state ? inState(state, now) : undefined,
    makerId ? eq(shares.makerId, makerId) : undefined,
    endsBefore ? lt(shares.expiresAt, new Date(endsBefore)) : undefined,
    datasetId ? eq(shares.datasetId, datasetId) : undefined,
    search
      ? or(
          containing(shares.note, search),
          kind === 'dataset' ? containing(datasets.name, search) : containing(shares.title, search),
        )
      : undefined,
  );
  const [rows, [counted]] = await Promise.all([
    selectLinks(ctx.db)
      .where(and(filter, afterCursor(query.cursor)))
      .orderBy(desc(shares.createdAt), desc(shares.id))
      .limit(limit + 1),
    ctx.db
      .select({ total: sql<number>`count(*)::int` })
      .from(shares)
      .leftJoin(datasets, eq(datasets.id, shares.datasetId))
      .where(filter),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.share : undefined;
  return {
    items: page.map((row) => project(row, now)),
    total: counted?.total ?? 0,
    nextCursor: last ? `${last.createdAt.toISOString()}.${last.id}` : null,
  };
}

function afterCursor(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.([0-9a-f]{32})$/.exec(cursor) ?? [];
  if (!at || !id || !isMoment(at))
    throw new SluiceError('bad_request', 'The cursor is not one of this list; begin again without it.');
  return sql`(${shares.createdAt}, ${shares.id}) < (${at}::timestamptz, ${id})`;
}
