import Papa from 'papaparse';

export type Delimiter = ',' | ';' | '|' | '\t';

type Newline = '\n' | '\r' | '\r\n';

export interface SplitText {
  rows: string[][];
  /** The last row where the text may go on: not yet one of `rows`. */
  open: string[] | undefined;
  delimiter: Delimiter;
  /** True where a quotation mark opened and never closed. */
  unclosedQuote: boolean;
}

/**
 * Rows of delimited text, quotes and newlines inside them understood; of several delimiters the one that fits best.
 * Blank lines are no rows, as readers of CSV have it.
 */
export function splitRows(
  text: string,
  delimiters: readonly [Delimiter, ...Delimiter[]],
  atEnd: boolean,
): SplitText {
  const newline = newlineOf(text);
  const delimiter = delimiters.length === 1 ? delimiters[0] : guessDelimiter(text, newline, delimiters);
  const parsed = Papa.parse<string[]>(text, { newline, delimiter });
  const rows = newline === '\n' ? parsed.data.map(withoutReturn) : parsed.data;
  const open = atEnd ? undefined : rows.pop();
  return {
    rows: rows.filter((row) => row.length > 1 || row[0] !== ''),
    open,
    delimiter,
    unclosedQuote: parsed.errors.some(({ code }) => code === 'MissingQuotes'),
  };
}

/** UTF-16 code units that the guess looks at: always the same ones, however much was read. */
const guessedFrom = 64 * 1024;

/** The one that splits the first rows most evenly; blank lines would count as uneven, so the guess leaves them out. */
function guessDelimiter(
  text: string,
  newline: Newline,
  delimiters: readonly [Delimiter, ...Delimiter[]],
): Delimiter {
  const { meta } = Papa.parse(text.slice(0, guessedFrom), {
    newline,
    delimitersToGuess: [...delimiters],
    skipEmptyLines: true,
    preview: 1,
  });
  return delimiters.find((delimiter) => delimiter === meta.delimiter) ?? delimiters[0];
}

// Papa Parse guesses from where the first \r and \n fall, which a \r inside a cell misleads.
function newlineOf(text: string): Newline {
  if (!text.includes('\n')) return '\r';
  return /(?<!\r)\n/.test(text) ? '\n' : '\r\n';
}

/** Some lines of a file that mixes line ends carry the \r of \r\n at the end of their last cell. */
function withoutReturn(row: string[]): string[] {
  const last = row.at(-1);
  return last?.endsWith('\r') ? [...row.slice(0, -1), last.slice(0, -1)] : row;
}
