import { timingSafeEqual } from 'node:crypto';
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { digestOf } from '#server/platform/secrets.ts';
import { isTokenShaped } from './token-format.ts';

const { tokens, workspaces } = schema;
/** How exact "last used" is, in milliseconds: a write for every request would cost more than the request. */
const usageGrain = 60_000;

export interface TokenHolder {
  workspaceId: string;
  slot: TokenSlot;
  digest: string;
}

/**
 * Whose token this is, by the database as it stands now (nothing is cached: a token regenerated on one server is
 * refused at once on all), or undefined. Notes when, from where and by which client it was used.
 */
export async function authenticateToken(
  parts: Parts,
  token: string,
  from: { address: string; client: string },
): Promise<TokenHolder | undefined> {
  if (!isTokenShaped(token)) return undefined;
  const digest = digestOf(token);
  const [found] = await parts.db
    .select({ token: tokens, deletedAt: workspaces.deletedAt })
    .from(tokens)
    .innerJoin(workspaces, eq(workspaces.id, tokens.workspaceId))
    .where(eq(tokens.digest, digest));
  const row = found?.deletedAt === null ? found.token : undefined;
  if (!row || !timingSafeEqual(Buffer.from(row.digest), Buffer.from(digest))) return undefined;
  const now = parts.now();
  const stale = new Date(now.getTime() - usageGrain);
  if (!row.lastUsedAt || row.lastUsedAt < stale)
    await parts.db
      .update(tokens)
      .set({ lastUsedAt: now, lastUsedAddress: from.address, lastUsedClient: from.client })
      .where(and(eq(tokens.digest, digest), or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, stale))));
  return { workspaceId: row.workspaceId, slot: row.slot, digest };
}
