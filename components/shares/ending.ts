import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import type { Share } from '#lib/shares/share-schema.ts';

const hour = 60 * 60_000;
const threeDays = 3 * 24 * hour;

/**
 * Links that end before this moment are told to their maker; `now` in milliseconds. In whole hours, so that it is the same
 * question for a while.
 */
export function tellBefore(now: number): string {
  return new Date(Math.floor((now + threeDays) / hour) * hour).toISOString();
}

/** Of links that end soon those that somebody may miss, the soonest first: what nobody gets in by anyway is not told. */
export function missedSoon(
  shares: readonly Share[] = [],
  requests: readonly DataRequest[] = [],
): (Share | DataRequest)[] {
  return [...shares, ...requests]
    .filter(({ closedBy }) => closedBy === null)
    .sort((one, other) => Date.parse(one.expiresAt) - Date.parse(other.expiresAt));
}
