import type { Share } from '#lib/shares/share-schema.ts';

const threeDays = 3 * 24 * 60 * 60_000;

/** Open links that end within three days of `now` (milliseconds), the soonest first. */
export function endingWithin<T extends Pick<Share, 'state' | 'expiresAt'>>(
  links: readonly T[],
  now: number,
): T[] {
  return links
    .filter(({ state, expiresAt }) => state === 'open' && Date.parse(expiresAt) - now <= threeDays)
    .sort((one, other) => Date.parse(one.expiresAt) - Date.parse(other.expiresAt));
}
