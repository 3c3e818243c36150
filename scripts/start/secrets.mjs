// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../setup/refusal.mjs';
import { replaceFile } from '../setup/replace-file.mjs';

/**
 * The key that seals secrets at rest, for a portal whose database is in the data folder: made once, kept beside it.
 * @param {string} dataFolder
 * @returns {Promise<string>} `id:base64-of-32-bytes`
 */
export async function keptSecretKeys(dataFolder) {
  const file = join(dataFolder, 'secret-keys');
  const kept = await readFile(file, 'utf8').catch((error) => {
    // A key that is there but cannot be read must not be replaced: what it sealed would be lost.
    if (error.code === 'ENOENT') return '';
    throw new Refusal(`The secret key in ${file} cannot be read (${error.code}); make it readable.`);
  });
  if (kept.trim()) return kept.trim();
  const made = `${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
  await replaceFile(file, `${made}\n`);
  return made;
}

/** A code of 256 random bits, and the digest by which the portal knows it. */
export function newCode() {
  const code = randomBytes(32).toString('base64url');
  return { code, digest: createHash('sha256').update(code).digest('hex') };
}
