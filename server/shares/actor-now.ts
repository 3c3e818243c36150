import { eq } from 'drizzle-orm';
import { unknownWorkspace, type WorkspaceActor } from '#server/access/index.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { roleIn } from '#server/workspaces/index.ts';

const { workspaces } = schema;

export type MemberActor = Extract<WorkspaceActor, { kind: 'member' }>;

/**
 * The acting member as they are by now; neither their membership nor the policy changes until the transaction ends. A password
 * may have waited for its hash so long that its maker was removed meanwhile. Throws `not_found` where they were.
 */
export async function actorNow(tx: Database, actor: MemberActor): Promise<MemberActor> {
  const { userId, workspaceId } = actor;
  await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for('share');
  const role = await roleIn(tx, userId, workspaceId);
  if (!role) throw unknownWorkspace();
  return { ...actor, role };
}
