import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const prefix = 'sluice_';
const randomLength = 30;
const checksumLength = 6;
const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${randomLength + checksumLength}}$`);

/**
 * A fresh authorization token: `sluice_`, 30 random base62 characters (178 bits) and a CRC-32 of those in 6. The prefix
 * lets secret scanners find leaked ones; the checksum spares them, and us, a look-up for what only looks like one.
 */
export function newToken(): string {
  const random = randomCharacters();
  return `${prefix}${random}${checksumOf(random)}`;
}

/** Whether a text can be a token at all: prefix, length, checksum. */
export function isTokenShaped(text: string): boolean {
  if (!shape.test(text)) return false;
  const body = text.slice(prefix.length);
  return checksumOf(body.slice(0, randomLength)) === body.slice(randomLength);
}

/** Bytes of 248 and above are thrown away: 256 is no multiple of 62, and the first characters would come more often. */
function randomCharacters(): string {
  let text = '';
  while (text.length < randomLength)
    for (const byte of randomBytes(randomLength)) {
      if (byte < 248 && text.length < randomLength) text += alphabet[byte % 62];
    }
  return text;
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let encoded = '';
  for (let digit = 0; digit < checksumLength; digit += 1) {
    encoded = `${alphabet[rest % 62]}${encoded}`;
    rest = Math.floor(rest / 62);
  }
  return encoded;
}
