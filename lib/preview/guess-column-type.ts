import type { ColumnType } from './preview.ts';

const missing = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-']);
// A leading zero makes an identifier (a postal code), not a quantity.
const number = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const decimalComma = /^[+-]?(?:0|[1-9]\d*),\d+(?:e[+-]?\d+)?$/i;
// `1,234` may be a thousand and more: three digits behind the comma and one to three before it, not zero alone.
const surelyDecimal = /^[+-]?(?:0|\d{4,}),|,(?!\d{3}$)/;
const date =
  /^(?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))$/;
const boolean = /^(?:true|false|yes|no)$/i;
const manyDigits = /^[+-]?\d{16,}$/;
// Leading zeros, hexadecimal and binary numbers; T and F are truths to R and DuckDB.
const altered = /^(?:[+-]?0\d+(?:[.,]\d*)?(?:e[+-]?\d+)?|0x[\da-f]+|0b[01]+|[TF])$/i;

/** What a column seems to hold, by its cells; missing values do not count, and one cell that differs makes it text. */
export function guessColumnType(cells: Iterable<string>): ColumnType {
  const values = [...cells].map((cell) => cell.trim()).filter((cell) => !missing.has(cell.toLowerCase()));
  if (values.length === 0) return 'text';
  if (values.every((value) => number.test(value) || decimalComma.test(value)))
    return values.some(isBeyondNumbers) ? 'text' : 'number';
  if (values.every((value) => date.test(value))) return 'date';
  if (values.every((value) => boolean.test(value))) return 'boolean';
  return 'text';
}

/**
 * Whether a cell of a column of text is one that readers of CSV take for a number or a truth, so that it comes out
 * otherwise than it stands there: `01067` as 1067.
 */
export function isAlteredByReaders(cell: string): boolean {
  const value = cell.trim();
  return altered.test(value) || isBeyondNumbers(value);
}

/** Digits that would be lost in a floating-point number: an identifier, not a quantity. */
function isBeyondNumbers(value: string): boolean {
  return manyDigits.test(value) && !Number.isSafeInteger(Number(value));
}

/**
 * Whether numbers are written with a decimal comma, by the cells of columns that hold numbers. Not where commas may part
 * thousands, nor beside decimal points: a reader that is told wrong makes other numbers of them without a word.
 */
export function guessDecimalComma(numbers: Iterable<string>): boolean {
  const values = [...numbers].map((cell) => cell.trim());
  return values.some((value) => surelyDecimal.test(value)) && !values.some((value) => value.includes('.'));
}
