import { RateLimiterMemory } from 'rate-limiter-flexible';
import { SluiceError } from '#lib/errors.ts';

const quarter = 15 * 60;
/** Wrong passwords of one address at one link, known or not. Others go on at that link: nobody can shut it for them. */
const perLink = new RateLimiterMemory({ points: 10, duration: quarter });
/** Wrong passwords of one address at all links. */
const perAddress = new RateLimiterMemory({ points: 100, duration: quarter });
/** Requests of one address at one link. */
const uses = new RateLimiterMemory({ points: 3000, duration: 60 });

export interface Guesser {
  /** Digest of the code presented. */
  digest: string;
  address: string;
}

/** Throws `too_many_requests` where this address has guessed wrong too often; counts nothing. */
export async function requireFewGuesses({ digest, address }: Guesser): Promise<void> {
  const [link, all] = await Promise.all([perLink.get(`${digest} ${address}`), perAddress.get(address)]);
  for (const [result, { points }] of [
    [link, perLink],
    [all, perAddress],
  ] as const)
    if (result && result.consumedPoints >= points) throw tooMany(result.msBeforeNext);
}

/** Counts a wrong password. */
export async function countGuess({ digest, address }: Guesser): Promise<void> {
  // Past the limit `consume` rejects; the next `requireFewGuesses` says so.
  await Promise.allSettled([perLink.consume(`${digest} ${address}`), perAddress.consume(address)]);
}

/** Counts a request at a link; throws `too_many_requests` past the limit. */
export async function requireCalmUse({ digest, address }: Guesser): Promise<void> {
  const result = await uses.consume(`${digest} ${address}`).catch((refused) => refused);
  if (result instanceof Error) throw result;
  if (result.consumedPoints > uses.points) throw tooMany(result.msBeforeNext);
}

function tooMany(msBeforeNext: number): SluiceError {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new SluiceError('too_many_requests', `Too many tries at this link; try again in ${retryAfter} s.`, {
    details: { retryAfter },
  });
}
