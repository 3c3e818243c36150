import { countOf } from '#lib/format/count.ts';
import type { ColumnStats } from '#lib/preview/preview.ts';

/** What a file of `total` rows tells of one of its columns. */
export function statsWords({ nulls, range }: ColumnStats, total: number): string {
  const missing = nulls === 0 ? 'no null' : countOf(nulls, 'null');
  return `In ${countOf(total, 'row')}: ${missing}${range ? `, from ${range[0]} to ${range[1]}` : ''}.`;
}
