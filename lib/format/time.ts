const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function format(options: Intl.DateTimeFormatOptions, timeZone: string | undefined, date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone ? { timeZone } : {}) }).format(date);
}

/**
 * A moment as one says it at `now` (milliseconds): `just now`, `4 min ago`, `2 h ago`, `Tue`, `12 Nov`, `3 Nov 2025`.
 * A moment ahead of the clock by less than a day counts as now: clocks differ. Local time unless `timeZone` is given.
 */
export function relativeTime(iso: string, now: number, timeZone?: string): string {
  const date = new Date(iso);
  const age = now - date.getTime();
  if (age < minute && age > -day) return 'just now';
  if (age >= 0 && age < hour) return `${Math.floor(age / minute)} min ago`;
  if (age >= 0 && age < day) return `${Math.floor(age / hour)} h ago`;
  // Six days, not seven: the weekday then names one day only.
  if (age >= 0 && age < 6 * day) return format({ weekday: 'short' }, timeZone, date);
  const sameYear =
    format({ year: 'numeric' }, timeZone, date) === format({ year: 'numeric' }, timeZone, new Date(now));
  return format({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }, timeZone, date);
}

/** A moment in full: `14 Oct 2026, 09:12:05 GMT+2`. */
export function exactTime(iso: string, timeZone?: string): string {
  return format(
    {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    },
    timeZone,
    new Date(iso),
  );
}

/** Whole days from `now` (milliseconds) until then, counted up: an hour left is 1, nothing left is 0. */
export function daysUntil(iso: string, now: number): number {
  return Math.max(0, Math.ceil((new Date(iso).getTime() - now) / day));
}
