import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { DatasetPage, ListDatasetsQuery } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { containing, isMoment, schema } from '#server/platform/db/index.ts';
import { ownerNames, toSummary } from './projections.ts';

const { datasets } = schema;

/** What each sort compares, as SQL; names without regard to case. */
const sortKeys = {
  name: { column: sql`lower(${datasets.name})`, type: sql`text` },
  updatedAt: { column: sql`${datasets.updatedAt}`, type: sql`timestamptz` },
  size: { column: sql`${datasets.size}`, type: sql`bigint` },
  dataTypeId: { column: sql`${datasets.dataTypeId}`, type: sql`text` },
} satisfies Record<ListDatasetsQuery['sort'], { column: SQL; type: SQL }>;

/** Where a page ended: the last row's sort key, as text, and its id. */
const cursorSchema = z.tuple([
  z.enum(['name', 'updatedAt', 'size', 'dataTypeId']),
  z.enum(['asc', 'desc']),
  z.string(),
  z.string().regex(/^[0-9a-f]{32}$/),
]);

/**
 * A page of the workspace's datasets. Keyset paging: a page costs the same wherever it lies, and rows that come and
 * go meanwhile neither repeat nor hide others.
 */
export async function listDatasets(ctx: Context, query: ListDatasetsQuery): Promise<DatasetPage> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  const key = sortKeys[query.sort];
  const filter = and(
    eq(datasets.workspaceId, workspaceId),
    query.state === 'deleted' ? isNotNull(datasets.deletedAt) : isNull(datasets.deletedAt),
    query.search ? containing(datasets.name, query.search) : undefined,
    query.dataTypeId ? eq(datasets.dataTypeId, query.dataTypeId) : undefined,
    query.ownerId ? eq(datasets.ownerId, query.ownerId) : undefined,
  );
  const direction = query.order === 'asc' ? sql`asc` : sql`desc`;
  const [rows, [counted]] = await Promise.all([
    ctx.db
      .select({ dataset: datasets, key: sql<string>`${key.column}::text` })
      .from(datasets)
      .where(and(filter, afterCursor(query)))
      .orderBy(sql`${key.column} ${direction}, ${datasets.id} ${direction}`)
      .limit(query.limit + 1),
    ctx.db.select({ total: sql<number>`count(*)::int` }).from(datasets).where(filter),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const names = await ownerNames(
    ctx.db,
    page.map((row) => row.dataset),
  );
  return {
    items: page.map((row) => toSummary(row.dataset, names)),
    total: counted?.total ?? 0,
    nextCursor: rows.length > query.limit && last ? encodeCursor(query, last.key, last.dataset.id) : null,
  };
}

function encodeCursor({ sort, order }: ListDatasetsQuery, key: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, order, key, id])).toString('base64url');
}

function afterCursor({ cursor, sort, order }: ListDatasetsQuery): SQL | undefined {
  if (!cursor) return undefined;
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (
    !parsed.success ||
    parsed.data[0] !== sort ||
    parsed.data[1] !== order ||
    !isKeyOf(sort, parsed.data[2])
  )
    throw new SluiceError('bad_request', 'The cursor is not one of this list; begin again without it.');
  const [, , key, id] = parsed.data;
  const { column, type } = sortKeys[sort];
  const compare = order === 'asc' ? sql`>` : sql`<`;
  return sql`(${column}, ${datasets.id}) ${compare} (${key}::${type}, ${id})`;
}

function isKeyOf(sort: ListDatasetsQuery['sort'], key: string): boolean {
  if (sort === 'size') return /^\d{1,18}$/.test(key);
  if (sort === 'updatedAt') {
    const [, day, time] =
      /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?[+-](?:0\d|1[0-5])(?::[0-5]\d){0,2}$/.exec(key) ?? [];
    return isMoment(`${day}T${time}.000Z`);
  }
  return !key.includes('\0');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
