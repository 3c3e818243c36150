import { and, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { Token } from '#lib/tokens/token-schema.ts';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import type { Config } from '#server/platform/config.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { digestOf, openSecret, type SecretPlace, sealSecret } from '#server/platform/secrets.ts';
import { newToken } from './token-format.ts';

const { tokens } = schema;

export type TokenRow = typeof tokens.$inferSelect;
type Keys = Pick<Config, 'secretKeys'>;

/** Where the sealed token belongs; its ciphertext opens in no other workspace and slot. */
function placeOf(workspaceId: string, slot: TokenSlot): SecretPlace {
  return { workspaceId, row: slot, field: 'token' };
}

/** A fresh token with what is kept of it. */
export function makeToken({ secretKeys }: Keys, workspaceId: string, slot: TokenSlot) {
  const token = newToken();
  return { token, digest: digestOf(token), sealed: sealToken({ secretKeys }, workspaceId, slot, token) };
}

export function sealToken({ secretKeys }: Keys, workspaceId: string, slot: TokenSlot, token: string): string {
  return sealSecret(secretKeys, placeOf(workspaceId, slot), token);
}

/** The secret itself. Throws where the row was altered or its key is gone. */
export function openToken({ secretKeys }: Keys, row: TokenRow): string {
  return openSecret(secretKeys, placeOf(row.workspaceId, row.slot), row.sealed);
}

/** The token of a slot; every workspace but the samples' has both. */
export async function findToken(db: Database, workspaceId: string, slot: TokenSlot): Promise<TokenRow> {
  const [row] = await db
    .select()
    .from(tokens)
    .where(and(eq(tokens.workspaceId, workspaceId), eq(tokens.slot, slot)));
  if (!row) throw new SluiceError('not_found', 'This workspace has no authorization tokens.');
  return row;
}

/** The public shape; `token` is the opened secret, of which it shows the end. */
export function toToken(row: TokenRow, token: string): Token {
  const { lastUsedAt, lastUsedAddress, lastUsedClient } = row;
  return {
    slot: row.slot,
    generation: row.generation,
    ending: token.slice(-4),
    createdAt: row.createdAt.toISOString(),
    lastUsed: lastUsedAt && {
      at: lastUsedAt.toISOString(),
      address: lastUsedAddress ?? 'unknown',
      client: lastUsedClient ?? 'unknown',
    },
  };
}
