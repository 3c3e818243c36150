import { SluiceError } from '#lib/errors.ts';
import type { RevealedToken } from '#lib/tokens/token-schema.ts';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { findToken, openToken, type TokenRow, toToken } from './token-row.ts';

/** The token itself, for an Owner. That it was shown, to whom and what for, is in the audit before it is answered. */
export async function revealToken(
  ctx: Context,
  { slot, purpose }: { slot: TokenSlot; purpose: 'show' | 'access-code' },
): Promise<RevealedToken> {
  const { workspaceId } = requireAction(ctx.actor, 'token.manage');
  const row = await findToken(ctx.db, workspaceId, slot);
  const token = open(ctx, row);
  const details = { slot, purpose, generation: row.generation };
  await recordEvent(ctx, ctx.db, { workspaceId, action: 'token.reveal', subject: workspaceId, details });
  return { ...toToken(row, token), token };
}

function open(ctx: Context, row: TokenRow): string {
  try {
    return openToken(ctx.config, row);
  } catch (cause) {
    throw new SluiceError(
      'unavailable',
      'This token cannot be opened, as its secret key is missing; an operator must restore the key, or regenerate the token.',
      { cause },
    );
  }
}
