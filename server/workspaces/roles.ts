import { and, asc, eq } from 'drizzle-orm';
import type { Role } from '#lib/access/actions.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';
import { allowedTo } from '#server/access/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { memberships, workspaces } = schema;

/** The person's role in a workspace, or undefined. In the workspace of the samples everybody signed in is a Reader. */
export async function roleIn(db: Database, userId: string, workspaceId: string): Promise<Role | undefined> {
  if (workspaceId === samplesWorkspaceId) return 'Reader';
  const [row] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
  return row?.role;
}

/** Where the person is a member, by name. */
export async function workspacesOf(db: Database, userId: string): Promise<Workspace[]> {
  const rows = await db
    .select({ id: workspaces.id, name: workspaces.name, role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(workspaces.name), asc(workspaces.id));
  return rows.map((row) => ({ ...row, can: allowedTo(row.role) }));
}
