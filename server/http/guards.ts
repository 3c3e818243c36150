import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SluiceError } from '#lib/errors.ts';
import type { Config } from '#server/platform/config.ts';

/**
 * A request that changes something must come from our own pages: its Origin is ours, and where the browser says how
 * the sites relate (Sec-Fetch-Site), they are the same. No Origin and `Origin: null` are refused.
 */
export function requireSameSite(config: Config, request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin === config.publicUrl && (site === null || site === 'same-origin')) return;
  throw new SluiceError(
    'cross_site',
    `This request does not come from the portal's own pages; send it from ${config.publicUrl} (header Origin).`,
  );
}

const limits = {
  /** Tries to sign in, by address. */
  signIn: new RateLimiterMemory({ points: 30, duration: 60 }),
  /** Nonces by address: guessing gains nothing there, but each is a row for 15 minutes. */
  nonce: new RateLimiterMemory({ points: 120, duration: 60 }),
  /** Invitations by one workspace's Owners: each may send a mail to a stranger. */
  invite: new RateLimiterMemory({ points: 60, duration: 3600 }),
  /** Requests of one session: far above what a person or an upload of many files makes. */
  session: new RateLimiterMemory({ points: 3000, duration: 60 }),
  /** Requests with one authorization token: a cluster may share it. */
  token: new RateLimiterMemory({ points: 60_000, duration: 60 }),
  /** Tokens that were none, by address. */
  wrongToken: new RateLimiterMemory({ points: 300, duration: 60 }),
  /** Requests from one address, counted before anything is looked up; a whole team may share one. */
  address: new RateLimiterMemory({ points: 20_000, duration: 60 }),
};

/** Counts one request under `key`; throws `too_many_requests` with `retryAfter` (seconds) past the limit. */
export async function requireCalm(limit: keyof typeof limits, key: string): Promise<void> {
  try {
    await limits[limit].consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new SluiceError('too_many_requests', `Too many requests; try again in ${retryAfter} s.`, {
      details: { retryAfter },
    });
  }
}
