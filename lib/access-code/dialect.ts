import type { DataTypeId } from '#lib/datasets/data-types.ts';
import type { Encoding } from '#lib/preview/decode-text.ts';
import type { Preview, TablePreview } from '#lib/preview/preview.ts';
import type { Delimiter } from '#lib/preview/split-rows.ts';
import { pythonString } from './quoting.ts';
import { columnNames, type SeenColumn, seenColumns } from './seen-columns.ts';

/** How a file's text is written, as far as its preview saw it; the word is that of CSV on the Web (W3C). */
export interface SeenDialect {
  delimiter?: Delimiter;
  /** The first line names the delimiter, and is no row. */
  isDelimiterTold?: boolean;
  /** Numbers are written `1,5`. */
  decimalComma?: boolean;
  /** Rows end with a delimiter that the header has not. */
  endsOpen?: boolean;
  endsWithCr?: boolean;
  columns?: readonly SeenColumn[];
  /** Some row has more cells than the header, and something in them. */
  isWider?: boolean;
  /** Some row has fewer cells than there are columns. */
  isUneven?: boolean;
  encoding: Encoding;
}

/** What a preview tells of how a file is written, or why none does. */
export interface Seen {
  /** Absent where no preview was read: then it is what the type says, in UTF-8. */
  dialect?: SeenDialect | undefined;
  /** The file's text is being read, it could not be, or whoever reads the code may not look into it. */
  unknown?: 'reading' | 'unread' | 'hidden';
  isEmpty?: boolean;
}

/** What readers choose their options by. */
export interface Written extends Seen {
  dataTypeId: DataTypeId;
}

/** By the preview of a file of text, which is undefined while it is read and where that `failed`. */
export function seenOf(preview: Preview | undefined, failed: boolean): Seen {
  if (!preview) return { unknown: failed ? 'unread' : 'reading' };
  const dialect = seenDialect(preview);
  if (dialect) return { dialect };
  return preview.kind === 'empty' ? { isEmpty: true } : { unknown: 'unread' };
}

/** What a preview tells about how its file is written. */
export function seenDialect(preview: Preview | undefined): SeenDialect | undefined {
  switch (preview?.kind) {
    case 'table':
      return {
        delimiter: preview.delimiter,
        isDelimiterTold: preview.isDelimiterTold,
        decimalComma: preview.decimalComma,
        endsOpen: preview.endsOpen,
        endsWithCr: preview.endsWithCr,
        columns: seenColumns(preview),
        isWider: !preview.endsOpen && preview.columns.some(({ from }) => from === 'extra'),
        isUneven: preview.rows.some((row) => row.some((cell, at) => cell === null && !isOpen(preview, at))),
        encoding: preview.encoding,
      };
    case 'records':
    case 'text':
      return { encoding: preview.encoding };
    default:
      return undefined;
  }
}

/** Whether a column is but what stands behind the delimiter at the end of rows. */
function isOpen({ endsOpen, columns }: TablePreview, at: number): boolean {
  return endsOpen && columns[at]?.from === 'extra';
}

/** How comma- or tab-separated values are written. */
export interface Delimited {
  delimiter: Delimiter;
  header: boolean;
  /** Lines before the first row. */
  skip: 0 | 1;
  decimalComma: boolean;
  endsOpen: boolean;
  endsWithCr: boolean;
  /** For all columns, where rows have more cells than the header: the code gives them, and passes over that. */
  names: readonly string[] | undefined;
  /** Some row has fewer cells than there are columns. */
  isUneven: boolean;
  /** Empty where none were seen. */
  columns: readonly SeenColumn[];
}

/** How the cells stand apart; undefined where the type is not one of comma- or tab-separated values. */
export function delimitedOf({ dataTypeId, dialect }: Written): Delimited | undefined {
  if (!/^Generic[CT]SV/.test(dataTypeId)) return undefined;
  const header = !dataTypeId.endsWith('NoHeader');
  const { isWider = false, isUneven = false, columns = [] } = dialect ?? {};
  return {
    delimiter: dialect?.delimiter ?? typeDelimiter(dataTypeId),
    header,
    skip: dialect?.isDelimiterTold ? 1 : 0,
    decimalComma: dialect?.decimalComma ?? false,
    endsOpen: dialect?.endsOpen ?? false,
    endsWithCr: dialect?.endsWithCr ?? false,
    names: header && isWider ? columnNames(columns) : undefined,
    isUneven,
    columns,
  };
}

/** What parts the cells of a type of `delimitedOf` where no preview tells otherwise. */
export function typeDelimiter(dataTypeId: DataTypeId): Delimiter {
  return dataTypeId.startsWith('GenericTSV') ? '\t' : ',';
}

/** Whether a reader that knows the type alone gets it wrong. */
export function isUnusual(written: Written): boolean {
  const delimited = delimitedOf(written);
  if (!delimited) return codecOf(written) !== undefined;
  const { delimiter, skip, decimalComma, endsOpen, header, names, isUneven } = delimited;
  const otherDelimiter = delimiter !== typeDelimiter(written.dataTypeId);
  const otherRows = skip > 0 || endsOpen || names !== undefined || (isUneven && !header);
  return otherDelimiter || otherRows || decimalComma || codecOf(written) !== undefined;
}

/** Python's name of the encoding; undefined for UTF-8, which readers take by themselves. */
export function codecOf({ dialect }: Written): 'cp1252' | 'utf-16' | undefined {
  switch (dialect?.encoding) {
    case 'windows-1252':
      return 'cp1252';
    // A preview knows UTF-16 by its mark alone, and the codec takes the order of bytes from that mark.
    case 'utf-16le':
    case 'utf-16be':
      return 'utf-16';
    default:
      return undefined;
  }
}

/** A delimiter as a literal of Python. */
export function pythonDelimiter(delimiter: Delimiter): string {
  return delimiter === '\t' ? String.raw`'\t'` : pythonString(delimiter);
}

/** A line of comment, in Python and R, before code that a file without a row stops; nothing where there are rows. */
export function emptyRemark(written: Written): string {
  if (!written.isEmpty || !delimitedOf(written)) return '';
  return '# The file is empty: there is nothing to read, and the next line ends with an error.\n';
}
