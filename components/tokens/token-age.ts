import { countOf } from '#lib/format/count.ts';
import { relativeTime } from '#lib/format/time.ts';
import type { Token } from '#lib/tokens/token-schema.ts';

const day = 24 * 60 * 60_000;
const idleDays = 60;

/** How long ago, in days once it is one: `4 min ago`, `61 days ago`. `now` in milliseconds. */
export function ago(iso: string, now: number): string {
  const days = Math.floor((now - Date.parse(iso)) / day);
  return days < 1 ? relativeTime(iso, now) : `${countOf(days, 'day')} ago`;
}

/** Nothing has used it for long: it lies about, and regenerating it breaks nothing that runs. `now` in milliseconds. */
export function isIdle({ createdAt, lastUsed }: Pick<Token, 'createdAt' | 'lastUsed'>, now: number): boolean {
  return now - Date.parse(lastUsed?.at ?? createdAt) >= idleDays * day;
}
