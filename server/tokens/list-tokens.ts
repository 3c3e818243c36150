import { asc, eq } from 'drizzle-orm';
import type { Token } from '#lib/tokens/token-schema.ts';
import { requireAction } from '#server/access/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { openToken, type TokenRow, toToken } from './token-row.ts';

const { tokens } = schema;

/** The workspace's tokens, masked, primary first. */
export async function listTokens(ctx: Context): Promise<{ items: Token[] }> {
  const { workspaceId } = requireAction(ctx.actor, 'token.manage');
  const rows = await ctx.db
    .select()
    .from(tokens)
    .where(eq(tokens.workspaceId, workspaceId))
    .orderBy(asc(tokens.slot));
  return { items: rows.map((row) => toToken(row, endOf(ctx, row))) };
}

/** One whose key is gone is listed all the same: regenerating it is the way on. */
function endOf({ config }: Context, row: TokenRow): string {
  try {
    return openToken(config, row);
  } catch {
    return '????';
  }
}
