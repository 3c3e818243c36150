import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { ConfigError } from './config-error.ts';

export interface SecretKey {
  id: string;
  key: Buffer;
}

/** Interprets SLUICE_SECRET_KEYS: `id:base64,id:base64`, each 32 bytes; the first is current. Throws `ConfigError`. */
export function readSecretKeys(setting: string | undefined): SecretKey[] {
  if (setting === undefined) return [];
  const keys = setting.split(',').map((part) => {
    const [, id, encoded] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=_-]+)\s*$/.exec(part) ?? [];
    const key = Buffer.from(encoded ?? '', 'base64');
    if (!id || key.length !== 32)
      throw new ConfigError(
        'SLUICE_SECRET_KEYS must be id:base64 of 32 random bytes, several parted by commas.',
      );
    return { id, key };
  });
  if (new Set(keys.map(({ id }) => id)).size !== keys.length)
    throw new ConfigError('SLUICE_SECRET_KEYS names one key id twice; give each key its own id.');
  return keys;
}

/** Where a sealed secret belongs: it opens nowhere else. */
export interface SecretPlace {
  workspaceId: string;
  row: string;
  field: string;
}

/** AES-256-GCM under the current key, bound to `place`; `keyId.nonce.ciphertext+tag`, base64url. */
export function sealSecret(keys: readonly SecretKey[], place: SecretPlace, secret: string): string {
  const [current] = keys;
  if (!current) throw new ConfigError('SLUICE_SECRET_KEYS is missing; a secret cannot be kept without it.');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(placeBytes(place));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [current.id, nonce.toString('base64url'), body.toString('base64url')].join('.');
}

/** Opens what `sealSecret` made for the same place under any of `keys`; throws where it was altered or moved. */
export function openSecret(keys: readonly SecretKey[], place: SecretPlace, sealed: string): string {
  const [id, nonce = '', body = ''] = sealed.split('.');
  const key = keys.find((candidate) => candidate.id === id)?.key;
  if (!key)
    throw new Error(`The secret was sealed with key "${id}", which SLUICE_SECRET_KEYS no longer holds.`);
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url')).setAAD(
    placeBytes(place),
  );
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
}

function placeBytes({ workspaceId, row, field }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([workspaceId, row, field]));
}

/** A fresh unguessable code (256 bits, base64url), for links and sessions. */
export function newCode(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a code: SHA-256, hex. Enough, as the code has 256 random bits. */
export function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** A fresh id: 32 hexadecimal digits (128 random bits). */
export function newId(): string {
  return randomBytes(16).toString('hex');
}
