import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** Whether a column holds `text` somewhere, whatever its case; `%` and `_` in it mean themselves. */
export function containing(column: AnyColumn, text: string): SQL {
  return sql`${column} ilike ${within(text)}`;
}

/** The same for a column without an index of trigrams, half as dear where all rows are looked at. */
export function containingUnindexed(column: AnyColumn, text: string): SQL {
  // The "C" collation knows the case of ASCII letters alone, and so needs no table of Unicode's for each row.
  return isAscii(text)
    ? sql`lower(${column} collate "C") like ${within(text.toLowerCase())}`
    : containing(column, text);
}

function within(text: string): string {
  return `%${text.replaceAll('\0', '').replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
