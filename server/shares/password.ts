import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { SluiceError } from '#lib/errors.ts';

const keyLength = 32;
const cost = { N: 2 ** 15, r: 8, p: 1 };
/** Hashes at once: each takes 32 MiB and a thread of four; the rest of the server goes on meanwhile. */
const atOnce = 2;
const longestQueue = 200;
/** Of them of one address, so that it cannot keep everybody else out, be it by a password that is right. */
const mostOfOne = 20;

/** Of nothing: what a password is held against where there is none to compare with, so that time tells nothing. */
const noHash = `scrypt.${Buffer.alloc(16).toString('base64url')}.${Buffer.alloc(keyLength).toString('base64url')}`;

/** `scrypt.salt.key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await withSlot(undefined, () => derive(password, salt));
  return ['scrypt', salt.toString('base64url'), key.toString('base64url')].join('.');
}

/**
 * Whether `password` is the one of `hash`; the same work where there is no hash. `by` is the address that asks. `before` runs when the hash's turn has
 * come and may refuse by throwing, `after` with the answer before the next one's turn.
 */
export function checkPassword(
  password: string,
  hash: string | null,
  { by, before, after }: { by: string; before(): Promise<void>; after(holds: boolean): Promise<void> },
): Promise<boolean> {
  return withSlot(by, async () => {
    await before();
    const [, salt = '', key = ''] = (hash ?? noHash).split('.');
    const derived = await derive(password, Buffer.from(salt, 'base64url'));
    const holds = timingSafeEqual(derived, Buffer.from(key, 'base64url')) && hash !== null;
    await after(holds);
    return holds;
  });
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyLength, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

let busy = 0;
const waiting: { by: string | undefined; go: () => void }[] = [];

async function withSlot<T>(by: string | undefined, work: () => Promise<T>): Promise<T> {
  if (busy < atOnce) busy += 1;
  else {
    const own = by === undefined ? [] : waiting.filter((other) => other.by === by);
    if (waiting.length >= longestQueue || own.length >= mostOfOne)
      throw new SluiceError('unavailable', 'Too many passwords are being checked just now; try again.', {
        details: { retryAfter: 5 },
      });
    // Whoever ends hands its slot on.
    await new Promise<void>((go) => waiting.push({ by, go }));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next.go();
    else busy -= 1;
  }
}
