import { RateLimiterMemory } from 'rate-limiter-flexible';

const quarter = 15 * 60;

/**
 * How often what may be asked, counted in the memory of this process. A portal has one set of them, among its parts: as
 * constants of a module there would be one for each bundle that has a copy of it.
 */
export function createLimits() {
  return {
    /** Tries to sign in, by address. */
    signIn: new RateLimiterMemory({ points: 30, duration: 60 }),
    /** Nonces by address: guessing gains nothing there, but each is a row for 15 minutes. */
    nonce: new RateLimiterMemory({ points: 120, duration: 60 }),
    /** Invitations to one workspace, and by one person: each may send a mail to a stranger, and Owners make workspaces as they like. */
    invite: new RateLimiterMemory({ points: 60, duration: 3600 }),
    /** Requests of one session: far above what a person or an upload of many files makes. */
    session: new RateLimiterMemory({ points: 3000, duration: 60 }),
    /** Requests with one authorization token: a cluster may share it. */
    token: new RateLimiterMemory({ points: 60_000, duration: 60 }),
    /** Tokens that were none, by address. */
    wrongToken: new RateLimiterMemory({ points: 300, duration: 60 }),
    /** Requests from one address, counted before anything is looked up; a whole team may share one. */
    address: new RateLimiterMemory({ points: 20_000, duration: 60 }),
    /**
     * Wrong passwords of one address at one link, known or not. Others go on at that link: nobody can shut it for them.
     */
    guessAtLink: new RateLimiterMemory({ points: 10, duration: quarter }),
    /** Wrong passwords of one address at all links. */
    guess: new RateLimiterMemory({ points: 100, duration: quarter }),
    /** Requests of one address at one link. */
    linkUse: new RateLimiterMemory({ points: 3000, duration: 60 }),
  };
}

export type Limits = ReturnType<typeof createLimits>;
