import { randomBytes } from 'node:crypto';
import { SluiceError } from '#lib/errors.ts';
import type { Config } from '#server/platform/config.ts';
import type { schema } from '#server/platform/db/index.ts';
import { digestOf, openSecret, type SecretPlace, sealSecret } from '#server/platform/secrets.ts';

export type ShareRow = typeof schema.shares.$inferSelect;
type Settings = Pick<Config, 'secretKeys' | 'publicUrl'>;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomLength = 24;

/**
 * A fresh code of a link: `sl_` and 24 random base62 characters (142 bits). Bytes of 248 and above are thrown away, as
 * 256 is no multiple of 62.
 */
export function newLinkCode(): string {
  let text = '';
  while (text.length < randomLength)
    for (const byte of randomBytes(randomLength))
      if (byte < 248 && text.length < randomLength) text += alphabet[byte % 62];
  return `sl_${text}`;
}

/** Where the sealed code belongs; its ciphertext opens at no other link. */
function placeOf({ workspaceId, id }: Pick<ShareRow, 'workspaceId' | 'id'>): SecretPlace {
  return { workspaceId, row: id, field: 'link' };
}

/** What is kept of a code: the digest that finds it, and the code sealed. */
export function keptOf({ secretKeys }: Settings, row: Pick<ShareRow, 'workspaceId' | 'id'>, code: string) {
  return { digest: digestOf(code), sealed: sealSecret(secretKeys, placeOf(row), code) };
}

/** The code sealed anew, under the current key. Throws where its key is gone. */
export function resealed({ secretKeys }: Pick<Settings, 'secretKeys'>, row: ShareRow): string {
  return sealSecret(secretKeys, placeOf(row), openSecret(secretKeys, placeOf(row), row.sealed));
}

/** The address of a link's page. */
export function urlOf({ publicUrl }: Settings, kind: ShareRow['kind'], code: string): string {
  return `${publicUrl}/${kind === 'dataset' ? 's' : 'r'}/${code}`;
}

/** The link itself, opened from what is kept. Throws `unavailable` where its secret key is gone. */
export function revealUrl(config: Settings, row: ShareRow): string {
  try {
    return urlOf(config, row.kind, openSecret(config.secretKeys, placeOf(row), row.sealed));
  } catch (cause) {
    throw new SluiceError(
      'unavailable',
      'This link cannot be shown, as its secret key is missing; an operator must restore the key, or make a new link.',
      { cause },
    );
  }
}
