import { isAlteredByReaders } from '#lib/preview/guess-column-type.ts';
import { type Cell, type Column, longestCell, type TablePreview } from '#lib/preview/preview.ts';

/** A column as a preview saw it. */
export interface SeenColumn {
  /** As the header has it; absent where that gives none, or one longer than a preview shows. */
  name?: string;
  /** Text that readers would alter: `01067` to the number 1067. */
  keepsText: boolean;
}

/** The columns of a table, in their order. */
export function seenColumns({ columns, rows }: TablePreview): SeenColumn[] {
  return columns.map((column, at) => ({
    ...(isNamed(column) ? { name: column.name } : {}),
    keepsText: column.type === 'text' && rows.some((row) => isAltered(row[at])),
  }));
}

function isNamed({ from, name }: Column): boolean {
  return from === 'header' && name.length < longestCell;
}

function isAltered(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && isAlteredByReaders(cell);
}

/**
 * Names of the columns to be kept as text, by `nameOf` as a reader knows them. Left out are those that the name does not
 * tell from all others, as it would then speak of another column; `sameAs` says what a reader takes for one name.
 */
export function textNames(
  columns: readonly SeenColumn[],
  nameOf: (column: SeenColumn, at: number) => string | undefined,
  sameAs = (name: string) => name,
): string[] {
  const names = columns.map(nameOf);
  const bearers = new Map<string, number>();
  for (const name of names) if (name) bearers.set(sameAs(name), (bearers.get(sameAs(name)) ?? 0) + 1);
  return names.filter((name, at): name is string =>
    Boolean(name && bearers.get(sameAs(name)) === 1 && columns[at]?.keepsText),
  );
}

/** Types for columns, by `keys` that are expressions of Python, as an argument after others; nothing for no keys. */
export function textOption(argument: string, keys: readonly string[], type: string): string {
  return keys.length === 0 ? '' : `, ${argument}={${keys.map((key) => `${key}: ${type}`).join(', ')}}`;
}

/** A name for every column, as a preview shows them; one that another has, in capitals or not, is numbered. */
export function columnNames(columns: readonly SeenColumn[]): string[] {
  const taken = new Set<string>();
  return columns.map(({ name }, at) => {
    const given = name ?? `Column ${at + 1}`;
    let own = given;
    for (let n = 1; taken.has(own.toLowerCase()); n += 1) own = `${given}.${n}`;
    taken.add(own.toLowerCase());
    return own;
  });
}
