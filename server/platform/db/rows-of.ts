import { getTableColumns, type InferInsertModel, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * `(columns) select … ` for `insert into <table>`: many rows as one parameter, as a parameter for each of their values takes
 * longer to make and to read than the rows take to write. Every row must have the keys of the first; values are those JSON
 * has.
 */
export function rowsOf<T extends PgTable>(table: T, rows: readonly InferInsertModel<T>[]): SQL {
  const columns = getTableColumns(table);
  const fields = Object.entries(columns).filter(([field]) => field in (rows[0] ?? {}));
  const names = sql.join(
    fields.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  );
  const named = rows.map((row) =>
    Object.fromEntries(fields.map(([field, { name }]) => [name, row[field as keyof typeof row]])),
  );
  return sql`(${names}) select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(named)}::jsonb)`;
}
