import { and, eq, inArray } from 'drizzle-orm';
import type { AuditThing } from '#lib/audit/audit-schema.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { datasets, experiments, memberships, users } = schema;

/** What these ids are in the workspace, by id; those that are nothing there any more are left out. */
export async function findThings(
  db: Database,
  workspaceId: string,
  ids: ReadonlySet<string>,
): Promise<Map<string, AuditThing>> {
  if (ids.size === 0) return new Map();
  const wanted = [...ids];
  const named = (kind: AuditThing['kind'], rows: { id: string; name: string }[]) =>
    rows.map(({ id, name }) => [id, { kind, name }] as const);
  const lists = await Promise.all([
    db
      .select({ id: datasets.id, name: datasets.name })
      .from(datasets)
      .where(and(eq(datasets.workspaceId, workspaceId), inArray(datasets.id, wanted)))
      .then((rows) => named('dataset', rows)),
    db
      .select({ id: experiments.id, name: experiments.name })
      .from(experiments)
      .where(and(eq(experiments.workspaceId, workspaceId), inArray(experiments.id, wanted)))
      .then((rows) => named('experiment', rows)),
    db
      .select({ id: users.id, name: users.displayName })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.workspaceId, workspaceId), inArray(memberships.userId, wanted)))
      .then((rows) => named('member', rows)),
  ]);
  return new Map(lists.flat());
}
