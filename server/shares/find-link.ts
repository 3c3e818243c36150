import { and, eq, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Closing, ShareState } from '#lib/shares/share-schema.ts';
import { forbidden, mayDo, requireAction, type WorkspaceActor } from '#server/access/index.ts';
import type { Actor } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { ShareRow } from './link-code.ts';

const { datasets, shares, uploads, users, workspaces } = schema;

/** A link with what is told of it besides its own row. */
export interface FoundLink {
  share: ShareRow;
  makerName: string;
  datasetName: string | null;
  /** What keeps it from opening whatever its state. */
  closedBy: Closing | null;
  /** Of a link to receive data: files that arrived, and those of them that nobody accepted or declined yet. */
  received: number;
  waiting: number;
}

const received = sql<number>`(select count(*)::int from ${uploads} where ${uploads.requestId} = ${shares.id} and ${uploads.receivedAt} is not null)`;
const waiting = sql<number>`(select count(*)::int from ${uploads} where ${uploads.requestId} = ${shares.id} and ${uploads.state} = 'confirmed' and ${uploads.datasetId} is null)`;

export const usedUp: SQL = sql`coalesce(case when ${shares.kind} = 'dataset' then ${shares.downloads} >= ${shares.downloadLimit} else ${received} >= ${shares.maxFiles} end, false)`;

const closedBy = sql<Closing | null>`case when ${workspaces.sharesOff} then 'links-off' when ${datasets.deletedAt} is not null then 'dataset-deleted' end`;

/** Links with their makers' names, their workspaces and what they lead to. */
export function selectLinks(db: Database) {
  const datasetName = datasets.name;
  return db
    .select({ share: shares, makerName: users.displayName, datasetName, closedBy, received, waiting })
    .from(shares)
    .innerJoin(users, eq(users.id, shares.makerId))
    .innerJoin(workspaces, eq(workspaces.id, shares.workspaceId))
    .leftJoin(datasets, eq(datasets.id, shares.datasetId));
}

/** The link of this workspace; throws `not_found`. */
export async function findLink(
  db: Database,
  workspaceId: string,
  shareId: string,
  kind?: ShareRow['kind'],
): Promise<FoundLink> {
  const [found] = await selectLinks(db).where(
    and(
      eq(shares.workspaceId, workspaceId),
      eq(shares.id, shareId),
      kind === undefined ? undefined : eq(shares.kind, kind),
    ),
  );
  if (!found) throw new SluiceError('not_found', 'There is no such link in this workspace.');
  return found;
}

/** The link where the actor may change it: the own one, or as an Owner any. Throws `not_found` or `forbidden`. */
export async function findOwnLink(
  db: Database,
  actor: Actor,
  shareId: string,
  kind: ShareRow['kind'],
): Promise<FoundLink> {
  const allowed = requireAction(actor, 'share.create');
  const found = await findLink(db, allowed.workspaceId, shareId, kind);
  if (!isOwn(allowed, found.share)) throw forbidden('role' in allowed ? allowed.role : allowed.kind);
  return found;
}

function isOwn(actor: WorkspaceActor, share: ShareRow): boolean {
  if (actor.kind !== 'member') return false;
  return share.makerId === actor.userId || mayDo(actor.role, 'share.manage');
}

export function stateOf({ share, received: arrived }: FoundLink, now: Date): ShareState {
  if (share.revokedAt) return 'revoked';
  if (share.expiresAt <= now) return 'expired';
  const [used, limit] =
    share.kind === 'dataset' ? [share.downloads, share.downloadLimit] : [arrived, share.maxFiles];
  return limit !== null && used >= limit ? 'used-up' : 'open';
}

/** The same as `stateOf`, for the database to choose by. */
export function inState(state: ShareState, now: Date): SQL | undefined {
  const alive = and(isNull(shares.revokedAt), sql`${shares.expiresAt} > ${now.toISOString()}::timestamptz`);
  if (state === 'revoked') return sql`${shares.revokedAt} is not null`;
  if (state === 'expired')
    return and(isNull(shares.revokedAt), sql`${shares.expiresAt} <= ${now.toISOString()}::timestamptz`);
  return and(alive, state === 'used-up' ? usedUp : sql`not ${usedUp}`);
}

/** Places of a link to receive data that are taken: by what arrived, and by uploads under way. */
export function placesTaken(db: Database, shareId: string, now: Date): Promise<number> {
  return db.$count(
    uploads,
    and(
      eq(uploads.requestId, shareId),
      or(isNotNull(uploads.receivedAt), and(eq(uploads.state, 'reserved'), gt(uploads.expiresAt, now))),
    ),
  );
}
