import { and, eq, ne, notExists } from 'drizzle-orm';
import { tokenSlots } from '#lib/tokens/token-slots.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import { makeToken, openToken, sealToken } from './token-row.ts';

const { tokens, workspaces } = schema;

/** Gives a new workspace its two tokens; where it has them already, nothing. */
export async function createTokens(
  { config, now }: Pick<Parts, 'config' | 'now'>,
  tx: Database,
  workspaceId: string,
): Promise<void> {
  const rows = tokenSlots.map((slot) => {
    const { digest, sealed } = makeToken(config, workspaceId, slot);
    return { workspaceId, slot, generation: 1, digest, sealed, createdAt: now() };
  });
  await tx.insert(tokens).values(rows).onConflictDoNothing();
}

/**
 * At the start of the server: workspaces from before there were tokens get theirs, and what an older secret key sealed
 * is sealed anew with the current one, so that the older can be left out at the next start.
 */
export async function prepareTokens(parts: Parts): Promise<void> {
  const { db, config, log } = parts;
  const without = await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(
      and(
        ne(workspaces.id, samplesWorkspaceId),
        notExists(db.select().from(tokens).where(eq(tokens.workspaceId, workspaces.id))),
      ),
    );
  for (const { id } of without) await createTokens(parts, db, id);
  const current = config.secretKeys[0]?.id;
  for (const row of await db.select().from(tokens)) {
    if (row.sealed.startsWith(`${current}.`)) continue;
    try {
      const sealed = sealToken(config, row.workspaceId, row.slot, openToken(config, row));
      await db
        .update(tokens)
        .set({ sealed })
        .where(and(eq(tokens.digest, row.digest), eq(tokens.sealed, row.sealed)));
    } catch (error) {
      // It still works for those who hold it, by its digest; an Owner can only regenerate it.
      const { workspaceId, slot } = row;
      log.error({ workspaceId, slot, error: describeError(error) }, 'a token cannot be opened');
    }
  }
}
