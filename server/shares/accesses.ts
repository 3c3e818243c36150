import { and, desc, eq, lt } from 'drizzle-orm';
import { toCsv } from '#lib/format/csv.ts';
import type { ShareAccess, ShareAccessPage } from '#lib/shares/share-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { findLink } from './find-link.ts';

const { shareAccesses } = schema;
const atOnce = 500;

/** Who used a link of the workspace, newest first. */
export async function listShareAccesses(
  ctx: Context,
  { shareId, limit, cursor }: { shareId: string; limit: number; cursor?: string | undefined },
): Promise<ShareAccessPage> {
  const { workspaceId } = requireAction(ctx.actor, 'share.read');
  await findLink(ctx.db, workspaceId, shareId);
  const rows = await selectAccesses(ctx.db, shareId, cursor, limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

const columns = ['at', 'address', 'agent', 'what', 'path'] as const;

/** The same as a file. */
export async function exportShareAccesses(
  ctx: Context,
  { shareId, format }: { shareId: string; format: 'csv' | 'ndjson' },
): Promise<Response> {
  const { workspaceId } = requireAction(ctx.actor, 'share.read');
  const { share } = await findLink(ctx.db, workspaceId, shareId);
  await recordEvent(ctx, ctx.db, {
    workspaceId,
    action: 'share.export',
    subject: share.datasetId ?? shareId,
    details: { shareId, note: share.note, format },
  });
  const batches = batchesOf(ctx.db, shareId);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) =>
      void (format === 'csv' && controller.enqueue(encoder.encode(`${columns.join(',')}\r\n`))),
    pull: async (controller) => {
      const { done, value } = await batches.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(format === 'csv' ? csvOf(value) : toNdjson(value)));
    },
    cancel: async () => void (await batches.return(undefined)),
  });
  return new Response(stream, {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      'content-disposition': `attachment; filename="link-accesses.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

function csvOf(rows: readonly ShareAccess[]): string {
  const cells = rows.map((row) => columns.map((column) => row[column]));
  return toCsv(cells);
}

function toNdjson(rows: readonly ShareAccess[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function* batchesOf(db: Database, shareId: string): AsyncGenerator<ShareAccess[], undefined> {
  let cursor: string | undefined;
  for (;;) {
    const batch = await selectAccesses(db, shareId, cursor, atOnce);
    if (batch.length > 0) yield batch;
    if (batch.length < atOnce) return undefined;
    cursor = batch.at(-1)?.id;
  }
}

async function selectAccesses(
  db: Database,
  shareId: string,
  cursor: string | undefined,
  limit: number,
): Promise<ShareAccess[]> {
  const rows = await db
    .select()
    .from(shareAccesses)
    .where(
      and(
        eq(shareAccesses.shareId, shareId),
        cursor === undefined ? undefined : lt(shareAccesses.id, Number(cursor)),
      ),
    )
    .orderBy(desc(shareAccesses.id))
    .limit(limit);
  return rows.map(({ id, at, address, agent, what, path }) => ({
    id: String(id),
    at: at.toISOString(),
    ...{ address, agent, what, path },
  }));
}
