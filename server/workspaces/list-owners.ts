import { and, asc, eq } from 'drizzle-orm';
import type { WorkspaceOwners } from '#lib/tokens/token-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';

const { memberships, users } = schema;

/** Who owns the workspace: whom its members ask for what only Owners can give. */
export async function listOwners(ctx: Context): Promise<WorkspaceOwners> {
  const { workspaceId } = requireAction(ctx.actor, 'workspace.read');
  const items = await ctx.db
    .select({ displayName: users.displayName, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, 'Owner')))
    .orderBy(asc(users.displayName), asc(users.id));
  return { items };
}
