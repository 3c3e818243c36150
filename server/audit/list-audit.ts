import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { AuditEventInfo, AuditFilters, AuditPage } from '#lib/audit/audit-schema.ts';
import { toCsv } from '#lib/format/csv.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { containing, type Database, schema } from '#server/platform/db/index.ts';
import { findThings } from './find-things.ts';
import { recordEvent } from './record-event.ts';

const { auditEvents } = schema;
const atOnce = 500;

/** What happened in the workspace, newest first. */
export async function listAudit(
  ctx: Context,
  query: AuditFilters & { limit: number; cursor?: string | undefined },
): Promise<AuditPage> {
  const { workspaceId } = requireAction(ctx.actor, 'audit.read');
  const { limit, cursor } = query;
  const rows = await selectEvents(ctx.db, workspaceId, query, cursor, limit + 1);
  const events = rows.slice(0, limit);
  const things = await findThings(ctx.db, workspaceId, new Set(events.map(({ subject }) => subject)));
  return {
    items: events.map((event) => ({ ...event, thing: things.get(event.subject) ?? null })),
    nextCursor: rows.length > limit ? (events.at(-1)?.id ?? null) : null,
  };
}

const columns = ['at', 'actor', 'actorName', 'action', 'subject', 'address', 'details'] as const;

/** The same as a file, written out some hundreds at a time. */
export async function exportAudit(
  ctx: Context,
  query: AuditFilters & { format: 'csv' | 'ndjson' },
): Promise<Response> {
  const { workspaceId } = requireAction(ctx.actor, 'audit.read');
  const { format, ...filters } = query;
  const details = { format, filters };
  await recordEvent(ctx, ctx.db, { workspaceId, action: 'audit.export', subject: workspaceId, details });
  const batches = eventsOf(ctx.db, workspaceId, filters);
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
      'content-disposition': `attachment; filename="audit.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

function csvOf(events: readonly AuditEventInfo[]): string {
  const rows = events.map((event) =>
    columns.map((column) => (column === 'details' ? JSON.stringify(event.details) : event[column])),
  );
  return toCsv(rows);
}

function toNdjson(events: readonly AuditEventInfo[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

async function* eventsOf(
  db: Database,
  workspaceId: string,
  filters: AuditFilters,
): AsyncGenerator<AuditEventInfo[], undefined> {
  let cursor: string | undefined;
  for (;;) {
    const batch = await selectEvents(db, workspaceId, filters, cursor, atOnce);
    if (batch.length > 0) yield batch;
    if (batch.length < atOnce) return undefined;
    cursor = batch.at(-1)?.id;
  }
}

async function selectEvents(
  db: Database,
  workspaceId: string,
  filters: AuditFilters,
  cursor: string | undefined,
  limit: number,
): Promise<AuditEventInfo[]> {
  const { actor, action, subject, from, to } = filters;
  const rows = await db
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.workspaceId, workspaceId),
        actor ? containing(auditEvents.actorName, actor) : undefined,
        action ? sql`starts_with(${auditEvents.action}, ${action})` : undefined,
        subject ? eq(auditEvents.subject, subject) : undefined,
        from ? gte(auditEvents.at, new Date(from)) : undefined,
        to ? lt(auditEvents.at, new Date(to)) : undefined,
        cursor ? lt(auditEvents.id, Number(cursor)) : undefined,
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(limit);
  return rows.map(({ id, at, actor: who, actorName, action: what, subject: thing, address, details }) => ({
    id: String(id),
    at: at.toISOString(),
    actor: who,
    actorName,
    action: what,
    subject: thing,
    address,
    details,
  }));
}
