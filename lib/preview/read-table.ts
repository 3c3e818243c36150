import { decodeText, type Encoding } from './decode-text.ts';
import { guessColumnType, guessDecimalComma } from './guess-column-type.ts';
import {
  type Cell,
  type Column,
  cellOf,
  emptyPreview,
  encodingNote,
  longestCell,
  type Preview,
} from './preview.ts';
import type { RangeSource } from './range-source.ts';
import { readHead } from './read-head.ts';
import { type Delimiter, type SplitText, splitRows } from './split-rows.ts';

const rowsShown = 100;
const mostColumns = 10_000;

export interface TableFormat {
  /** What may part the cells; of several, the one that fits the first rows. */
  delimiters: readonly [Delimiter, ...Delimiter[]];
  header: boolean;
}

interface Attempt extends SplitText {
  encoding: Encoding;
  atEnd: boolean;
}

/** The first 100 rows of a delimited file, from as few of its first bytes as hold them (4 MiB at most). */
export async function readTable(
  source: RangeSource,
  format: TableFormat,
  signal: AbortSignal,
): Promise<Preview> {
  let attempt: Attempt | undefined;
  for await (const { bytes, atEnd } of readHead(source, signal)) {
    const decoded = decodeText(bytes, atEnd);
    if (!decoded) return { kind: 'not-text' };
    attempt = { ...splitRows(decoded.text, format.delimiters, atEnd), encoding: decoded.encoding, atEnd };
    const widest = attempt.rows.reduce((most, row) => Math.max(most, row.length), attempt.open?.length ?? 0);
    if (widest > mostColumns) return tooManyColumns;
    if (attempt.rows.length >= rowsShown + Number(format.header)) break;
  }
  return attempt ? tableOf(attempt, format) : emptyPreview;
}

const tooManyColumns: Preview = {
  kind: 'too-large',
  reason: `It has more than ${mostColumns.toLocaleString('en')} columns.`,
};

function tableOf(attempt: Attempt, format: TableFormat): Preview {
  const { rows, atEnd } = attempt;
  const header = format.header ? rows[0] : undefined;
  const body = format.header ? rows.slice(1) : rows;
  if (!atEnd && body.length === 0)
    return { kind: 'too-large', reason: 'Its first row does not end within 4 MiB.' };
  if (rows.length === 0) return emptyPreview;
  const shown = body.slice(0, rowsShown);
  const columns = columnsOf(header, shown);
  const numbers = columns.flatMap(({ type }, index) =>
    type === 'number' ? shown.map((row) => row[index] ?? '') : [],
  );
  const decimalComma = guessDecimalComma(numbers);
  return {
    kind: 'table',
    columns,
    rows: shown.map((row) => columns.map((_, index) => givenCell(row[index]))),
    total: atEnd ? body.length : null,
    delimiter: attempt.delimiter,
    isDelimiterTold: attempt.isDelimiterTold,
    endsWithCr: attempt.endsWithCr,
    decimalComma,
    endsOpen: endsOpen(columns, shown),
    encoding: attempt.encoding,
    notes: [...notesOf(attempt, format, columns, shown), ...(decimalComma ? [decimalNote] : [])],
  };
}

function columnsOf(header: string[] | undefined, rows: string[][]): Column[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), header?.length ?? 0);
  return Array.from({ length: width }, (_, index) => {
    const given = header?.[index];
    const from = given ? 'header' : header && index >= header.length ? 'extra' : 'position';
    const type = guessColumnType(rows.map((row) => (row[index] ?? '').slice(0, longestCell)));
    return { name: given ? given.slice(0, longestCell) : `Column ${index + 1}`, from, type };
  });
}

function givenCell(text: string | undefined): Cell {
  return text === undefined ? null : cellOf(text);
}

function endsOpen(columns: Column[], rows: string[][]): boolean {
  const first = columns.findIndex(({ from }) => from === 'extra');
  return first !== -1 && rows.every((row) => row.slice(first).every((cell) => cell === ''));
}

const decimalNote = 'Numbers have a decimal comma.';

const delimiterNames: Record<Delimiter, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '|': 'vertical bars',
  '\t': 'tabs',
};

function notesOf(attempt: Attempt, format: TableFormat, columns: Column[], shown: string[][]): string[] {
  const notes = encodingNote(attempt.encoding);
  if (attempt.delimiter !== format.delimiters[0])
    notes.push(`Cells are parted by ${delimiterNames[attempt.delimiter]}.`);
  if (attempt.isDelimiterTold)
    notes.push('The first line names the delimiter, as Excel has it, and is no row.');
  const extra = columns.filter(({ from }) => from === 'extra').length;
  if (extra > 0)
    notes.push(
      `Some rows have more cells than the header (${extra} more ${extra === 1 ? 'column' : 'columns'}).`,
    );
  if (shown.some((row) => row.length < columns.length - extra))
    notes.push('Some rows have fewer cells than there are columns.');
  if (attempt.atEnd && attempt.unclosedQuote) notes.push('A quotation mark is opened and never closed.');
  if (!attempt.atEnd && shown.length < rowsShown)
    notes.push(`Row ${shown.length + 1} does not end within the 4 MiB that a preview reads.`);
  return notes;
}
