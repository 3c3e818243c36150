import { and, eq, sql } from 'drizzle-orm';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import { resealed } from './link-code.ts';

const { shares } = schema;

/**
 * At the start of the server: codes that an older secret key sealed are sealed anew with the current one, so that the
 * older can be left out at the next start. A link whose key is gone goes on opening; it cannot be shown again.
 */
export async function prepareLinks({ config, db, log }: Parts): Promise<void> {
  const current = config.secretKeys[0]?.id;
  if (current === undefined) return;
  const older = await db
    .select()
    .from(shares)
    .where(sql`not starts_with(${shares.sealed}, ${`${current}.`})`);
  for (const row of older) {
    try {
      const sealed = resealed(config, row);
      await db
        .update(shares)
        .set({ sealed })
        .where(and(eq(shares.id, row.id), eq(shares.sealed, row.sealed)));
    } catch (error) {
      log.error({ link: row.id, error: describeError(error) }, 'a link cannot be opened');
    }
  }
}
