import { eq, sql } from 'drizzle-orm';
import type { Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { newId } from '#server/platform/secrets.ts';
import { firstOwner } from './sign-in-links.ts';

const { memberships, signInLinks, users, workspaces } = schema;
const linkLifetime = 24 * 3_600_000;

/**
 * Sees that there is an Owner with a workspace, and where the starter made a sign-in code, that its link works for a
 * day: for the one who `firstOwner` says.
 */
export async function prepareFirstOwner({ db, config, now }: Parts): Promise<void> {
  await db.transaction(async (tx) => {
    // Two servers that start together on one database must not make two first Owners.
    await tx.execute(sql`lock table ${memberships} in share row exclusive mode`);
    const userId = (await firstOwner(tx)) ?? (await createFirstOwner(tx, now()));
    if (!config.signInDigest) return;
    // On this machine alone a restart is the way to a new link, and ends the old ones; several servers print one each.
    if (config.database.kind === 'pglite') await tx.delete(signInLinks).where(eq(signInLinks.userId, userId));
    await tx
      .insert(signInLinks)
      .values({ digest: config.signInDigest, userId, expiresAt: new Date(now().getTime() + linkLifetime) })
      .onConflictDoNothing();
  });
}

async function createFirstOwner(tx: Database, now: Date): Promise<string> {
  const userId = newId();
  const workspaceId = newId();
  await tx.insert(users).values({ id: userId, displayName: 'Owner', createdAt: now });
  await tx.insert(workspaces).values({ id: workspaceId, name: 'My workspace', createdAt: now });
  await tx.insert(memberships).values({ workspaceId, userId, role: 'Owner', createdAt: now });
  return userId;
}
