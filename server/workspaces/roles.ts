import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { Role } from '#lib/access/actions.ts';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { DeletedWorkspace, Workspace } from '#lib/workspaces/workspace-schema.ts';
import { allowedTo } from '#server/access/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { memberships, workspaces } = schema;
const graceMs = undoDays * 24 * 3_600_000;

/**
 * The person's role in a workspace, or undefined: a deleted workspace has no members. In the workspace of the samples
 * everybody signed in is a Reader.
 */
export async function roleIn(db: Database, userId: string, workspaceId: string): Promise<Role | undefined> {
  if (workspaceId === samplesWorkspaceId) return 'Reader';
  const [row] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        eq(memberships.userId, userId),
        isNull(workspaces.deletedAt),
      ),
    );
  return row?.role;
}

/** Where the person is a member, by name. */
export async function workspacesOf(db: Database, userId: string): Promise<Workspace[]> {
  const rows = await db
    .select({ id: workspaces.id, name: workspaces.name, role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(memberships.userId, userId), isNull(workspaces.deletedAt)))
    .orderBy(asc(workspaces.name), asc(workspaces.id));
  return rows.map((row) => ({ ...row, can: allowedTo(row.role) }));
}

/** When a deleted workspace is gone for good. */
export function workspacePurgeTime(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + graceMs);
}

/** Deleted workspaces that the person owns and can restore yet. */
export async function deletedWorkspacesOf(
  db: Database,
  userId: string,
  now: Date,
): Promise<DeletedWorkspace[]> {
  const rows = await db
    .select({ id: workspaces.id, name: workspaces.name, deletedAt: workspaces.deletedAt })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.role, 'Owner'),
        isNotNull(workspaces.deletedAt),
        gt(workspaces.deletedAt, new Date(now.getTime() - graceMs)),
      ),
    )
    .orderBy(asc(workspaces.name), asc(workspaces.id));
  return rows.flatMap(({ id, name, deletedAt }) =>
    deletedAt ? [{ id, name, purgeAt: workspacePurgeTime(deletedAt).toISOString() }] : [],
  );
}
