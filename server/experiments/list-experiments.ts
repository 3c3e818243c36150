import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { SluiceError } from '#lib/errors.ts';
import type { ExperimentPage, ListExperimentsQuery } from '#lib/experiments/experiment-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { containing, schema } from '#server/platform/db/index.ts';
import type { ExperimentRow } from './find-experiment.ts';
import { toSummaries } from './projections.ts';

const { experiments } = schema;

/** Where a page ended: the last row's creation and id. */
const cursorSchema = z.tuple([z.iso.datetime().startsWith('2'), z.string().regex(/^[0-9a-f]{32}$/)]);

/** A page of the workspace's experiments, newest first. */
export async function listExperiments(ctx: Context, query: ListExperimentsQuery): Promise<ExperimentPage> {
  const { workspaceId } = requireAction(ctx.actor, 'experiment.read');
  const filter = and(
    eq(experiments.workspaceId, workspaceId),
    query.state === 'deleted' ? isNotNull(experiments.deletedAt) : isNull(experiments.deletedAt),
    query.search ? containing(experiments.name, query.search) : undefined,
  );
  const [rows, [counted]] = await Promise.all([
    ctx.db
      .select()
      .from(experiments)
      .where(and(filter, afterCursor(query.cursor)))
      .orderBy(sql`${experiments.createdAt} desc, ${experiments.id} desc`)
      .limit(query.limit + 1),
    ctx.db.select({ total: sql<number>`count(*)::int` }).from(experiments).where(filter),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: await toSummaries(ctx.db, page),
    total: counted?.total ?? 0,
    nextCursor: rows.length > query.limit && last ? encodeCursor(last) : null,
  };
}

function encodeCursor({ createdAt, id }: ExperimentRow): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');
}

function afterCursor(cursor: string | undefined) {
  if (!cursor) return undefined;
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success)
    throw new SluiceError('bad_request', 'The cursor is not one of this list; begin again without it.');
  const [createdAt, id] = parsed.data;
  return sql`(${experiments.createdAt}, ${experiments.id}) < (${createdAt}::timestamptz, ${id})`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
