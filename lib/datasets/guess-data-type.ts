import { decodeText } from '#lib/preview/decode-text.ts';
import { guessColumnType } from '#lib/preview/guess-column-type.ts';
import { splitRows } from '#lib/preview/split-rows.ts';
import { dataTypeByName } from './data-type-by-name.ts';
import type { DataTypeId } from './data-types.ts';
import { magicType } from './magic-type.ts';

/** How many bytes from the file's beginning the guess wants. */
export const guessHeadBytes = 64 * 1024;

/**
 * The data type that a file seems to have, from its name and first bytes (up to `guessHeadBytes`; fewer only where the
 * file is shorter). What the bytes say for certain goes before the extension. People may correct it.
 */
export function guessDataType(fileName: string, head: Uint8Array): DataTypeId {
  const certain = magicType(head);
  if (certain) return certain;
  const named = dataTypeByName(fileName);
  const atEnd = head.length < guessHeadBytes;
  const decoded = decodeText(head, atEnd);
  if (!decoded) return named === 'Image' ? 'Image' : 'Other';
  const text = decoded.text.trimStart();
  if (text === '') return named ?? (head.length === 0 ? 'Other' : 'PlainText');
  return fromText(text, named, atEnd);
}

function fromText(text: string, named: DataTypeId | undefined, atEnd: boolean): DataTypeId {
  if (named === 'GenericCSV' || named === 'GenericTSV') return delimited(text, atEnd, named === 'GenericTSV');
  if (named === 'JSON' || !named) {
    if (isLineJson(text)) return 'NDJSON';
    if (!named && startsJson(text, atEnd)) return 'JSON';
  }
  if (named) return named;
  if (/^(?:%.*\r?\n|\s)*@relation\s/i.test(text)) return 'ARFF';
  return isTable(text, atEnd) ? delimited(text, atEnd, false) : 'PlainText';
}

function rowsOf(text: string, atEnd: boolean, tabsFirst: boolean) {
  const delimiters = tabsFirst ? (['\t', ',', ';', '|'] as const) : ([',', '\t', ';', '|'] as const);
  const { rows, open, delimiter } = splitRows(text, delimiters, atEnd);
  // A file of one line that fills the head has no closed row.
  return { rows: rows.length > 0 || !open ? rows : [open], delimiter };
}

function delimited(text: string, atEnd: boolean, tabsFirst: boolean): DataTypeId {
  const { rows, delimiter } = rowsOf(text, atEnd, tabsFirst);
  const kind = delimiter === '\t' ? 'GenericTSV' : 'GenericCSV';
  return beginsWithData(rows) ? `${kind}NoHeader` : kind;
}

/** Numbers over numbers, and in no column words over numbers. */
function beginsWithData([first = [], ...rest]: string[][]): boolean {
  // By the cells there are: thousands of columns over thousands of short rows would have millions of missing ones.
  const below = first.map((): string[] => []);
  for (const row of rest) for (const [column, cell] of row.entries()) below[column]?.push(cell);
  const numeric = first.flatMap((cell, column) =>
    guessColumnType(below[column] ?? []) === 'number' ? [guessColumnType([cell]) === 'number'] : [],
  );
  return numeric.length > 0 && numeric.every(Boolean);
}

function isTable(text: string, atEnd: boolean): boolean {
  const { rows } = rowsOf(text, atEnd, false);
  const width = rows[0]?.length ?? 0;
  return rows.length > 2 && width > 1 && rows.every((row) => row.length === width);
}

function isLineJson(text: string): boolean {
  const [first = '', second = ''] = text.split('\n', 2);
  return isObject(first) && isObject(second);
}

function isObject(line: string): boolean {
  return line.trimStart().startsWith('{') && parses(line);
}

/** Whether a file without a telling name is JSON: whole it parses, cut off it at least begins like it. */
function startsJson(text: string, atEnd: boolean): boolean {
  return atEnd ? /^[{[]/.test(text) && parses(text) : /^(?:\{\s*"|\[\s*[{["\d-])/.test(text);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
