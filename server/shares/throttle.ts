import { SluiceError } from '#lib/errors.ts';
import type { Limits } from '#server/platform/limits.ts';

export interface Guesser {
  /** Digest of the code presented. */
  digest: string;
  address: string;
}

/** Throws `too_many_requests` where this address has guessed wrong too often; counts nothing. */
export async function requireFewGuesses(limits: Limits, { digest, address }: Guesser): Promise<void> {
  const { guessAtLink, guess } = limits;
  const [link, all] = await Promise.all([guessAtLink.get(`${digest} ${address}`), guess.get(address)]);
  for (const [result, { points }] of [
    [link, guessAtLink],
    [all, guess],
  ] as const)
    if (result && result.consumedPoints >= points) throw tooMany(result.msBeforeNext);
}

/** Counts a wrong password. */
export async function countGuess(limits: Limits, { digest, address }: Guesser): Promise<void> {
  // Past the limit `consume` rejects; the next `requireFewGuesses` says so.
  await Promise.allSettled([
    limits.guessAtLink.consume(`${digest} ${address}`),
    limits.guess.consume(address),
  ]);
}

/** Counts a request at a link; throws `too_many_requests` past the limit. */
export async function requireCalmUse({ linkUse }: Limits, { digest, address }: Guesser): Promise<void> {
  const result = await linkUse.consume(`${digest} ${address}`).catch((refused) => refused);
  if (result instanceof Error) throw result;
  if (result.consumedPoints > linkUse.points) throw tooMany(result.msBeforeNext);
}

function tooMany(msBeforeNext: number): SluiceError {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new SluiceError('too_many_requests', `Too many tries at this link; try again in ${retryAfter} s.`, {
    details: { retryAfter },
  });
}
