import { and, eq, gt, isNull } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Workspace, WorkspaceUsage } from '#lib/workspaces/workspace-schema.ts';
import { allowedTo, requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { createTokens } from '#server/tokens/index.ts';
import { getWorkspace } from './get-workspace.ts';
import { deletedWorkspacesOf, workspacesOf } from './roles.ts';

const { memberships, workspaces } = schema;
type PersonContext = Context<unknown, Extract<Actor, { kind: 'person' }>>;

/** A new workspace, whose Owner the person is. For those who own one already: others are invited. */
export async function createWorkspace(ctx: PersonContext, { name }: { name: string }): Promise<Workspace> {
  const { userId, makerIds } = ctx.actor;
  // The Owner whose link began the session would not own the workspace: the session would end by making it.
  if (makerIds.length > 0)
    throw new SluiceError(
      'conflict',
      'You are signed in by the link of another Owner; to create a workspace sign in by a link of who runs Sluice (npm run sign-in-link).',
    );
  const [own, deleted] = await Promise.all([
    workspacesOf(ctx.db, userId),
    deletedWorkspacesOf(ctx.db, userId, ctx.now()),
  ]);
  if (!own.some(({ role }) => role === 'Owner') && deleted.length === 0)
    throw new SluiceError(
      'forbidden',
      'Only who owns a workspace can create another; ask an Owner to do it.',
    );
  const id = newId();
  await ctx.db.transaction(async (tx) => {
    const createdAt = ctx.now();
    await tx.insert(workspaces).values({ id, name, createdAt });
    await tx.insert(memberships).values({ workspaceId: id, userId, role: 'Owner', createdAt });
    await createTokens(ctx, tx, id);
    await recordEvent(ctx, tx, {
      workspaceId: id,
      action: 'workspace.create',
      subject: id,
      details: { name },
    });
  });
  return { id, name, role: 'Owner', can: allowedTo('Owner') };
}

/** Renames the actor's workspace. */
export async function updateWorkspace(ctx: Context, { name }: { name: string }): Promise<WorkspaceUsage> {
  const { workspaceId } = requireAction(ctx.actor, 'workspace.manage');
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
    if (!before || before.name === name) return;
    await tx.update(workspaces).set({ name }).where(eq(workspaces.id, workspaceId));
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'workspace.rename',
      subject: workspaceId,
      details: { from: before.name, to: name },
    });
  });
  return getWorkspace(ctx);
}

/**
 * Deletes the actor's workspace, whose name was typed to confirm. From then on nobody is a member and no token of it
 * works; its bytes stay for 7 days.
 */
export async function deleteWorkspace(ctx: Context, { name }: { name: string }): Promise<void> {
  const { workspaceId } = requireAction(ctx.actor, 'workspace.manage');
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
    if (!before || before.deletedAt) return;
    if (before.name !== name)
      throw new SluiceError('conflict', 'The name typed is not the name of the workspace; type it exactly.');
    await tx
      .update(workspaces)
      .set({ deletedAt: ctx.now() })
      .where(and(eq(workspaces.id, workspaceId), isNull(workspaces.deletedAt)));
    await recordEvent(ctx, tx, {
      workspaceId,
      action: 'workspace.delete',
      subject: workspaceId,
      details: { name },
    });
  });
}

/** Puts a deleted workspace back, for one of its Owners. */
export async function restoreWorkspace(
  ctx: PersonContext,
  { deletedId }: { deletedId: string },
): Promise<Workspace> {
  const { userId } = ctx.actor;
  const deleted = await deletedWorkspacesOf(ctx.db, userId, ctx.now());
  const found = deleted.find(({ id }) => id === deletedId);
  if (!found)
    throw new SluiceError('not_found', 'There is no such deleted workspace of yours; its time may be over.');
  await ctx.db.transaction(async (tx) => {
    // The purge claims a workspace by setting its deletion back to the epoch; that one is not restored.
    const restored = await tx
      .update(workspaces)
      .set({ deletedAt: null })
      .where(and(eq(workspaces.id, deletedId), gt(workspaces.deletedAt, new Date(0))))
      .returning();
    if (restored.length === 0) throw new SluiceError('not_found', 'This workspace is gone for good.');
    await recordEvent(ctx, tx, { workspaceId: deletedId, action: 'workspace.restore', subject: deletedId });
  });
  return { id: found.id, name: found.name, role: 'Owner', can: allowedTo('Owner') };
}
