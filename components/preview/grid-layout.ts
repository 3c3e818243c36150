import type {
  Cell,
  Column,
  Grid,
  ParquetPreview,
  RecordsPreview,
  TablePreview,
} from '#lib/preview/preview.ts';

export const rowHeight = 28;
export const headerHeight = 36;
export const rowNumberWidth = 56;
/** Rows that the grid shows before it scrolls. */
export const rowsInSight = 18;

const narrowest = 72;
const widest = 320;
/** A character of the cells, of a column's name and of its type, and what surrounds a cell's text, in pixels. */
const cellCharacter = 7.6;
const headerCharacter = 9;
const typeCharacter = 8;
const gutter = 25;

/** A file's first rows as the grid shows them. */
export type GridTable = TablePreview | ParquetPreview | RecordsPreview;

export function cellText(cell: Cell): string | null {
  if (cell === null || cell === '') return null;
  return typeof cell === 'string' ? cell : cell.cut;
}

/** What stands where a cell has no text. Delimited text does not tell nothing from a text of no length. */
export function absenceWord(
  { kind }: Pick<GridTable, 'kind'>,
  column: Column | undefined,
  cell: Cell,
): string {
  if (column?.unread) return 'not read';
  if (kind !== 'table' && cell === '') return 'empty';
  return kind === 'parquet' ? 'null' : 'missing';
}

export function typeWord({ stored, type }: Column): string {
  return stored ?? type;
}

/** Width of every column in pixels: what its header and its cells need, within bounds. */
export function columnWidths({ columns, rows }: Pick<Grid, 'columns' | 'rows'>): number[] {
  return columns.map((column, index) => {
    const header = column.name.length * headerCharacter + (typeWord(column).length + 1) * typeCharacter;
    const longest = rows.reduce((most, row) => {
      const cell = row[index] ?? null;
      return Math.max(most, cellText(cell)?.length ?? 'missing'.length);
    }, 0);
    const wanted = Math.max(header, longest * cellCharacter) + gutter;
    return Math.round(Math.min(widest, Math.max(narrowest, wanted)));
  });
}

/** The widths, each grown by the same factor where together they would leave some of `available` empty. */
export function stretchWidths(widths: readonly number[], available: number): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total === 0 || total >= available) return [...widths];
  return widths.map((width) => (width * available) / total);
}

export interface CellPosition {
  /** Index of the row; -1 for the header. */
  row: number;
  column: number;
}

/** Where a key leads from a cell; undefined where the key is not the grid's. */
export function moveBy(
  key: string,
  ctrl: boolean,
  from: CellPosition,
  size: { rows: number; columns: number },
): CellPosition | undefined {
  const to = target(key, ctrl, from, size);
  if (!to) return undefined;
  return {
    row: Math.min(size.rows - 1, Math.max(-1, to.row)),
    column: Math.min(size.columns - 1, Math.max(0, to.column)),
  };
}

function target(
  key: string,
  ctrl: boolean,
  { row, column }: CellPosition,
  size: { rows: number; columns: number },
): CellPosition | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'PageUp':
      return { row: row - rowsInSight + 1, column };
    case 'PageDown':
      return { row: row + rowsInSight - 1, column };
    case 'Home':
      return { row: ctrl ? -1 : row, column: 0 };
    case 'End':
      return { row: ctrl ? size.rows - 1 : row, column: size.columns - 1 };
    default:
      return undefined;
  }
}
