import { and, eq, notExists } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Database, schema } from '#server/platform/db/index.ts';

const { memberships } = schema;
const owned = alias(memberships, 'owned');

/** Whether each of them owns every one of a person's workspaces, deleted ones too. */
export async function allOwnAllOf(
  db: Database,
  ownerIds: readonly string[],
  userId: string,
): Promise<boolean> {
  // One after the other: within a transaction there is one connection.
  for (const ownerId of ownerIds) if (!(await ownsAllOf(db, ownerId, userId))) return false;
  return true;
}

/** Whether somebody owns every one of a person's workspaces, deleted ones too. */
export async function ownsAllOf(db: Database, ownerId: string, userId: string): Promise<boolean> {
  const ownership = db
    .select({ id: owned.workspaceId })
    .from(owned)
    .where(
      and(eq(owned.workspaceId, memberships.workspaceId), eq(owned.userId, ownerId), eq(owned.role, 'Owner')),
    );
  const [foreign] = await db
    .select({ id: memberships.workspaceId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), notExists(ownership)))
    .limit(1);
  return foreign === undefined;
}
