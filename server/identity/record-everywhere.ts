import { type AuditEvent, recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { Database } from '#server/platform/db/index.ts';
import { workspacesOf } from '#server/workspaces/index.ts';

/** Writes what concerns a person as such into the audit of each workspace where they are a member. */
export async function recordEverywhere(
  ctx: Context,
  tx: Database,
  userId: string,
  event: Pick<AuditEvent, 'action' | 'details'>,
): Promise<void> {
  for (const { id } of await workspacesOf(tx, userId))
    await recordEvent(ctx, tx, { ...event, workspaceId: id, subject: userId });
}
