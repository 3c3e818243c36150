import { and, eq, gt } from 'drizzle-orm';
import type { AuditAction } from '#lib/audit/audit-actions.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

export interface AuditEvent {
  workspaceId: string;
  action: AuditAction;
  /** Id of what it was done to. */
  subject: string;
  details?: Record<string, unknown>;
}

/** Writes one line of the audit, in the transaction `tx` of what it tells about. */
export async function recordEvent(ctx: Omit<Context, 'db'>, tx: Database, event: AuditEvent): Promise<void> {
  await tx.insert(schema.auditEvents).values({
    workspaceId: event.workspaceId,
    at: ctx.now(),
    actor: actorKey(ctx.actor),
    actorName: 'displayName' in ctx.actor ? ctx.actor.displayName : 'Nobody',
    action: event.action,
    subject: event.subject,
    details: event.details ?? {},
    address: ctx.address,
  });
}

/**
 * The same, unless the same actor did the same to the same thing within the last `withinMs`. Call it with the thing locked, so that
 * of many at once one is told.
 */
export async function recordEventOnce(
  ctx: Omit<Context, 'db'>,
  tx: Database,
  event: AuditEvent,
  withinMs: number,
): Promise<void> {
  const { auditEvents } = schema;
  const told = await tx.$count(
    auditEvents,
    and(
      eq(auditEvents.workspaceId, event.workspaceId),
      eq(auditEvents.subject, event.subject),
      eq(auditEvents.action, event.action),
      eq(auditEvents.actor, actorKey(ctx.actor)),
      gt(auditEvents.at, new Date(ctx.now().getTime() - withinMs)),
    ),
  );
  if (told === 0) await recordEvent(ctx, tx, event);
}

function actorKey(actor: Actor): string {
  if ('userId' in actor) return `user:${actor.userId}`;
  if (actor.kind === 'share') return `share:${actor.shareId}`;
  return actor.kind === 'token' ? `token:${actor.slot}` : actor.kind;
}
