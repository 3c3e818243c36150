// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The key that seals secrets at rest, for a portal whose database is in the data folder: made once, kept beside it.
 * @param {string} dataFolder
 * @returns {Promise<string>} `id:base64-of-32-bytes`
 */
export async function keptSecretKeys(dataFolder) {
  const file = join(dataFolder, 'secret-keys');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim()) return kept.trim();
  const made = `${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}

/** A one-time code for the first Owner's sign-in link, and the digest by which the portal knows it. */
export function newSignInCode() {
  const code = randomBytes(32).toString('base64url');
  return { code, digest: createHash('sha256').update(code).digest('hex') };
}
