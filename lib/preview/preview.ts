import type { Encoding } from './decode-text.ts';
import type { Delimiter } from './split-rows.ts';

export type ColumnType = 'number' | 'date' | 'boolean' | 'text';

/** Longest text of a cell or a name that is shown, in UTF-16 code units. */
export const longestCell = 1_000;

export interface Column {
  /** The header's text, or `Column n` where the file gives none. */
  name: string;
  /** Where the name comes from; `extra`: some row has more cells than the header. */
  from: 'header' | 'position' | 'extra';
  /** A guess from the rows shown, where the file does not say. */
  type: ColumnType;
  /** The type that the file gives it, as `int64` or `list`. */
  stored?: string;
  /** What the file tells of all of its values, not of the rows shown alone. */
  stats?: ColumnStats;
  /** Its cells were not read; a note says why. */
  unread?: boolean;
}

export interface ColumnStats {
  nulls: number;
  /** The least and the greatest value, as cells show them; a `…` ends what the file has cut. */
  range?: [string, string];
}

/** A cell's text; long ones are cut, `length` counts the UTF-16 code units of the whole. Null: the row has no such cell. */
export type Cell = string | { cut: string; length: number } | null;

/** The cell for a text, however long. */
export function cellOf(text: string): Cell {
  return text.length > longestCell ? { cut: text.slice(0, longestCell), length: text.length } : text;
}

/** What the grid shows, whatever the file is. */
export interface Grid {
  columns: Column[];
  /** The first rows, at most 100, each with a cell for every column. */
  rows: Cell[][];
  /** Rows of the file, header not counted; null where only its beginning was read. */
  total: number | null;
  /** One sentence for each thing a reader should know: an unusual delimiter, an assumed encoding, uneven rows… */
  notes: string[];
}

export interface TablePreview extends Grid {
  kind: 'table';
  delimiter: Delimiter;
  /** Before the first row stands a line that names the delimiter (`sep=;`). */
  isDelimiterTold: boolean;
  /** Rows end with CR alone, as on old Macs. */
  endsWithCr: boolean;
  /** A guess from the rows shown: numbers are written `1,5`. */
  decimalComma: boolean;
  /** Rows end with a delimiter that the header has not: what is beyond the header holds nothing in the rows shown. */
  endsOpen: boolean;
  encoding: Encoding;
}

/** The first rows of a file that holds its columns one after the other. Its schema is the file's own, not guessed. */
export interface ParquetPreview extends Grid {
  kind: 'parquet';
  total: number;
}

/** The first lines of a file of JSON objects. A null of theirs is the text `null`. */
export interface RecordsPreview extends Grid {
  kind: 'records';
  encoding: Encoding;
}

export interface TextPreview {
  kind: 'text';
  lines: string[];
  /** True where `lines` is the whole file. */
  whole: boolean;
  encoding: Encoding;
  notes: string[];
}

/** What can be shown of a file without reading all of it. Everything but a table and text says why there is none. */
export type Preview =
  | TablePreview
  | ParquetPreview
  | RecordsPreview
  | TextPreview
  | { kind: 'empty' }
  | { kind: 'not-text' }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'too-large'; reason: string };

export const emptyPreview: Preview = { kind: 'empty' };

const encodingNotes: Partial<Record<Encoding, string>> = {
  'utf-16le': 'Encoded as UTF-16 (little-endian).',
  'utf-16be': 'Encoded as UTF-16 (big-endian).',
  'windows-1252': 'Not valid UTF-8; read as windows-1252.',
};

export function encodingNote(encoding: Encoding): string[] {
  const note = encodingNotes[encoding];
  return note ? [note] : [];
}
