export type Delimiter = ',' | ';' | '|' | '\t';

export interface SplitText {
  rows: string[][];
  /** The last row where the text may go on: not yet one of `rows`. */
  open: string[] | undefined;
  delimiter: Delimiter;
  /** The first line was no row: it names the delimiter, as Excel has it (`sep=;`). */
  isDelimiterTold: boolean;
  /** The first row ends with CR alone, as on old Macs. */
  endsWithCr: boolean;
  /** True where a quotation mark opened and never closed. */
  unclosedQuote: boolean;
}

/**
 * Rows of delimited text, quotes and newlines inside them understood (RFC 4180; line ends are CR, LF and CRLF, mixed
 * too); of several delimiters the one that fits best. Blank lines are no rows, as readers of CSV have it. Never refuses:
 * quotes out of place are text. Each character is looked at a fixed number of times, whatever the text.
 */
export function splitRows(
  text: string,
  delimiters: readonly [Delimiter, ...Delimiter[]],
  atEnd: boolean,
): SplitText {
  const told = toldDelimiter(text, delimiters);
  const table = told ? text.slice(told.length) : text;
  const delimiter =
    told?.delimiter ?? (delimiters.length === 1 ? delimiters[0] : guessDelimiter(table, delimiters));
  const { rows, last, ...seen } = cutRows(table, delimiter);
  const split = { rows, delimiter, isDelimiterTold: told !== undefined, ...seen };
  if (!atEnd) return { ...split, open: last ?? [''] };
  if (last) rows.push(last);
  return { ...split, open: undefined };
}

/** What a first line such as `sep=;` tells, and how long it is with its end; undefined where it tells nothing. */
function toldDelimiter(
  text: string,
  delimiters: readonly Delimiter[],
): { delimiter: Delimiter; length: number } | undefined {
  const line = /^"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(text.slice(0, 16));
  const delimiter = delimiters.find((one) => one === line?.[1]);
  return line && delimiter ? { delimiter, length: line[0].length } : undefined;
}

/** UTF-16 code units that the guess looks at: always the same ones, however much was read. */
const guessedFrom = 64 * 1024;
const rowsGuessedFrom = 10;

interface Guess {
  delimiter: Delimiter;
  /** By how many cells rows differ from the row before, in all. */
  steps: number;
  /** Cells of a row, on average. */
  width: number;
  /** Whether commas within the cells are those of decimal numbers, and there are some. */
  decimalCommas: boolean;
}

/**
 * The one that splits the first rows most evenly, and of those the one that splits them into most cells; not the comma
 * where by another each is a decimal one, as in `1,5;2,5`. Quotes are read strictly here: by a wrong delimiter they
 * stand in the middle of cells, where they would make even rows by chance.
 */
function guessDelimiter(text: string, delimiters: readonly [Delimiter, ...Delimiter[]]): Delimiter {
  const head = text.slice(0, guessedFrom);
  let best: Guess | undefined;
  for (const delimiter of delimiters) {
    const { rows, last } = cutRows(head, delimiter, { strict: true, mostRows: rowsGuessedFrom });
    const all = last ? [...rows, last] : rows;
    const widths = all.map((row) => row.length);
    const width = widths.reduce((sum, one) => sum + one, 0) / widths.length;
    const steps = widths.reduce((sum, one, index) => sum + Math.abs(one - (widths[index - 1] ?? one)), 0);
    const guess = { delimiter, steps, width, decimalCommas: hasDecimalCommas(all) };
    if (width >= 2 && (!best || fitsBetter(guess, best))) best = guess;
  }
  return best?.delimiter ?? delimiters[0];
}

function fitsBetter(one: Guess, other: Guess): boolean {
  if (one.steps !== other.steps) return one.steps < other.steps;
  if (other.delimiter === ',' && one.decimalCommas) return true;
  if (one.delimiter === ',' && other.decimalCommas) return false;
  return one.width > other.width;
}

const decimalNumber = /^\s*[+-]?\d+(?:\.\d{3})*,\d+(?:e[+-]?\d+)?\s*$/i;

function hasDecimalCommas(rows: string[][]): boolean {
  const withComma = rows.flatMap((row) => row.filter((cell) => cell.includes(',')));
  return withComma.length > 0 && withComma.every((cell) => decimalNumber.test(cell));
}

const quote = 0x22;
const space = 0x20;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

interface CutText {
  rows: string[][];
  /** The row that no line end closes; undefined where there is nothing of it. */
  last: string[] | undefined;
  unclosedQuote: boolean;
  endsWithCr: boolean;
}

interface CutOptions {
  /** A quote that text follows closes no cell. */
  strict?: boolean;
  mostRows?: number;
}

function cutRows(
  text: string,
  delimiter: Delimiter,
  { strict = false, mostRows = Number.POSITIVE_INFINITY }: CutOptions = {},
): CutText {
  const part = delimiter.charCodeAt(0);
  const rows: string[][] = [];
  let unclosedQuote = false;
  let endsWithCr: boolean | undefined;
  let row: string[] = [];
  let rowStart = 0;
  let at = 0;
  while (rows.length < mostRows) {
    let quoted: string | undefined;
    if (text.charCodeAt(at) === quote) {
      const close = closingQuote(text, at + 1, part, strict);
      quoted = text.slice(at + 1, close).replace(/""/g, '"');
      unclosedQuote = close === text.length;
      at = Math.min(close + 1, text.length);
    }
    const end = cellEnd(text, at, part);
    const plain = text.slice(at, end);
    if (quoted === undefined) row.push(plain);
    // Spaces after a closing quote are there for looks; other text is kept, as Python and pandas keep it.
    else row.push(plain.trim() === '' ? quoted : quoted + plain);
    if (end === text.length) {
      const last = end > rowStart ? row : undefined;
      return { rows, last, unclosedQuote, endsWithCr: endsWithCr ?? false };
    }
    at = end + 1;
    if (text.charCodeAt(end) === part) continue;
    // By its source, as a row of one quoted empty cell is not blank.
    if (end > rowStart) {
      rows.push(row);
      row = [];
    } else row.pop();
    const isCr = text.charCodeAt(end) === carriageReturn;
    const isCrLf = isCr && text.charCodeAt(at) === lineFeed;
    endsWithCr ??= isCr && !isCrLf;
    if (isCrLf) at += 1;
    rowStart = at;
  }
  return { rows, last: undefined, unclosedQuote, endsWithCr: endsWithCr ?? false };
}

/** Where a quoted cell that begins at `from` closes: at a quote that is not one of a pair, or at the end of the text. */
function closingQuote(text: string, from: number, part: number, strict: boolean): number {
  let at = text.indexOf('"', from);
  while (at !== -1) {
    const paired = text.charCodeAt(at + 1) === quote;
    if (!paired && (!strict || isCellOver(text, at + 1, part))) return at;
    at = text.indexOf('"', at + (paired ? 2 : 1));
  }
  return text.length;
}

/** Whether nothing but spaces is left of a cell. */
function isCellOver(text: string, from: number, part: number): boolean {
  let at = from;
  while (text.charCodeAt(at) === space) at += 1;
  return at === text.length || endsCell(text.charCodeAt(at), part);
}

// Not by `indexOf`: it would look for a character that is nowhere again from each cell on.
function cellEnd(text: string, from: number, part: number): number {
  let at = from;
  while (at < text.length && !endsCell(text.charCodeAt(at), part)) at += 1;
  return at;
}

function endsCell(code: number, part: number): boolean {
  return code === part || code === lineFeed || code === carriageReturn;
}
