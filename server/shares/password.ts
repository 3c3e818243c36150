import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { SluiceError } from '#lib/errors.ts';
import { networkOf } from '#server/platform/address.ts';
import { shortAddress } from './short-address.ts';

const keyLength = 32;
const cost = { N: 2 ** 15, r: 8, p: 1 };
/** Hashes at once: each takes 32 MiB and a thread of four; the rest of the server goes on meanwhile. */
const atOnce = 2;
const longestQueue = 200;
/** Of them of one address, so that it cannot keep everybody else out, be it by a password that is right. */
const mostOfOne = 20;
/** Of them of one wider network: a customer of IPv6 has thousands of what counts as one address. */
const mostOfNetwork = 40;

/** Of nothing: what a password is held against where there is none to compare with, so that time tells nothing. */
const noHash = `scrypt.${Buffer.alloc(16).toString('base64url')}.${Buffer.alloc(keyLength).toString('base64url')}`;

/** `scrypt.salt.key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await hashing(undefined, () => derive(password, salt));
  return ['scrypt', salt.toString('base64url'), key.toString('base64url')].join('.');
}

/**
 * Whether `password` is the one of `hash`; null: of a link that has none, which is the same work; undefined: of no link, which takes as long,
 * but keeps no password that could be right waiting. `by` is the address that asks. `before` runs when the hash's turn has come and may refuse by
 * throwing, `after` with the answer before the next one's turn.
 */
export function checkPassword(
  password: string,
  hash: string | null | undefined,
  { by, before, after }: { by: string; before(): Promise<void>; after(holds: boolean): Promise<void> },
): Promise<boolean> {
  const inTurn = hash === undefined ? pretending : hashing;
  return inTurn(by, async () => {
    await before();
    const holds = hash === undefined ? await pretend(password) : await matches(password, hash);
    await after(holds);
    return holds;
  });
}

async function matches(password: string, hash: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (hash ?? noHash).split('.');
  const derived = await derive(password, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(derived, Buffer.from(key, 'base64url')) && hash !== null;
}

/** Takes as long as a hash took last, without its work; codes cannot be tried out, so about as long is enough. */
async function pretend(password: string): Promise<false> {
  if (lastTook === undefined) await matches(password, null);
  else await delay(lastTook);
  return false;
}

/** Milliseconds; undefined before the first hash of this process. */
let lastTook: number | undefined;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 64 * 1024 * 1024 };
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyLength, options, (error, key) => {
      lastTook = performance.now() - begun;
      if (error) reject(error);
      else resolve(key);
    });
  });
}

const hashing = createQueue();
/** Of its own, so that it is full for nobody else. */
const pretending = createQueue();

/** Does work in the order it comes, `atOnce`; throws `unavailable` where too much of it waits already, of all or of who asks. */
function createQueue() {
  let busy = 0;
  const waiting: { one?: string; network?: string; go: () => void }[] = [];

  return async <T>(by: string | undefined, work: () => Promise<T>): Promise<T> => {
    if (busy < atOnce) busy += 1;
    else {
      const asker = by === undefined ? {} : { one: networkOf(by), network: shortAddress(by) };
      const ofOne = waiting.filter(({ one }) => one !== undefined && one === asker.one);
      const ofNetwork = waiting.filter(({ network }) => network !== undefined && network === asker.network);
      if (waiting.length >= longestQueue || ofOne.length >= mostOfOne || ofNetwork.length >= mostOfNetwork)
        throw new SluiceError('unavailable', 'Too many passwords are being checked just now; try again.', {
          details: { retryAfter: 5 },
        });
      // Whoever ends hands its slot on.
      await new Promise<void>((go) => waiting.push({ ...asker, go }));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next.go();
      else busy -= 1;
    }
  };
}
