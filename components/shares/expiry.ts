const day = 24 * 60 * 60_000;

/** How long a link may be made to last, in days, as offered. */
const presets = [1, 7, 30, 90, 365];

/** A length in days, or the last day as `2026-11-30` (local). */
export type Expiry = { days: number } | { date: string };

/** The lengths on offer where the policy allows `maxDays` at most (null: any); never none. */
export function presetsWithin(maxDays: number | null): number[] {
  if (maxDays === null) return presets;
  const within = presets.filter((days) => days < maxDays);
  return [...within, ...(maxDays <= 365 ? [maxDays] : presets.slice(-1))].filter(
    (days, index, all) => all.indexOf(days) === index,
  );
}

/** What is proposed: a week, or what the policy allows. */
export function proposedExpiry(maxDays: number | null): Expiry {
  return { days: maxDays === null ? 7 : Math.min(7, maxDays) };
}

export function presetWords(days: number): string {
  if (days === 1) return '1 day';
  return days === 365 ? '1 year' : `${days} days`;
}

/** The moment at which a link ends; a day counts to its end, local time. Undefined for a day that is none. */
export function endOf(expiry: Expiry, now: number): Date | undefined {
  if ('days' in expiry) return new Date(now + expiry.days * day);
  const [year = 0, month = 0, date = 0] = expiry.date.split('-').map(Number);
  const end = new Date(year, month - 1, date + 1);
  return year > 0 && new Date(year, month - 1, date).getMonth() === month - 1 ? end : undefined;
}

/** The rule that an expiry breaks, as one sentence. */
export function expiryProblem(expiry: Expiry, maxDays: number | null, now: number): string | undefined {
  const end = endOf(expiry, now);
  if (!end) return 'Choose a day.';
  if (end.getTime() <= now) return 'That day is over; choose a later one.';
  if (maxDays !== null && end.getTime() > now + maxDays * day)
    return `A link lasts ${presetWords(maxDays)} at most here; choose an earlier day.`;
  return undefined;
}

/** The local day of a moment in milliseconds, as a date field has it. */
export function dayOf(moment: number): string {
  const date = new Date(moment);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** First and last day that a date field offers. */
export function dayLimits(maxDays: number | null, now: number): { min: string; max?: string } {
  // The end of the last day would lie beyond the limit.
  const last = maxDays === null ? undefined : dayOf(now + (maxDays - 1) * day);
  return { min: dayOf(now), ...(last === undefined ? {} : { max: last }) };
}
