import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** Whether a column holds `text` somewhere, whatever its case; `%` and `_` in it mean themselves. */
export function containing(column: AnyColumn, text: string): SQL {
  const literal = text.replaceAll('\0', '').replace(/[\\%_]/g, String.raw`\$&`);
  return sql`${column} ilike ${`%${literal}%`}`;
}
