import { decodeText, type Encoding } from './decode-text.ts';
import { guessColumnType } from './guess-column-type.ts';
import { type Cell, type Column, cellOf, encodingNote, longestCell, type Preview } from './preview.ts';
import type { RangeSource } from './range-source.ts';
import { readHead } from './read-head.ts';
import { readText } from './read-text.ts';

const rowsShown = 100;
const mostColumns = 10_000;

type JsonObject = Record<string, unknown>;

interface Found {
  objects: JsonObject[];
  encoding: Encoding;
  /** Objects of the file; null where only its beginning was read. */
  total: number | null;
}

/**
 * The first 100 lines of a file of JSON objects, one a line, as a table with a column for each of their names; from as few of the
 * first bytes as hold them (4 MiB at most). What is something else is shown as text.
 */
export async function readRecords(source: RangeSource, signal: AbortSignal): Promise<Preview> {
  let found: Found | undefined;
  for await (const { bytes, atEnd } of readHead(source, signal)) {
    const decoded = decodeText(bytes, atEnd);
    if (!decoded) return { kind: 'not-text' };
    const lines = wholeLines(decoded.text, atEnd);
    const objects = lines.slice(0, rowsShown).map(parseObject);
    if (!objects.every((object) => object !== undefined)) return readText(source, signal);
    found = { objects, encoding: decoded.encoding, total: atEnd ? lines.length : null };
    if (objects.length >= rowsShown) break;
  }
  return found && found.objects.length > 0 ? tableOf(found) : readText(source, signal);
}

/** Lines that are not blank; the last one only where it does not go on. */
function wholeLines(text: string, atEnd: boolean): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (!atEnd) lines.pop();
  return lines.filter((line) => line.trim() !== '');
}

function parseObject(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line, keepDigits);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Identifiers of more digits than a number holds stay what they are, where the browser tells how they are written. */
function keepDigits(_: string, value: unknown, written?: { source?: string }): unknown {
  const isCut = typeof value === 'number' && /^-?\d{16,}$/.test(written?.source ?? '');
  return isCut && !Number.isSafeInteger(value) ? written?.source : value;
}

function tableOf({ objects, encoding, total }: Found): Preview {
  const names = new Set(objects.flatMap((object) => Object.keys(object)));
  if (names.size > mostColumns)
    return { kind: 'too-large', reason: `It has more than ${mostColumns.toLocaleString('en')} columns.` };
  const columns = [...names];
  return {
    kind: 'records',
    columns: columns.map((name) => columnOf(name, objects.map((object) => object[name]).filter(isPresent))),
    rows: objects.map((object) => columns.map((name) => cellAt(object, name))),
    total,
    encoding,
    notes: [
      ...encodingNote(encoding),
      ...(total === null && objects.length < rowsShown
        ? [`Line ${objects.length + 1} does not end within the 4 MiB that a preview reads.`]
        : []),
    ],
  };
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function columnOf(name: string, values: unknown[]): Column {
  const shown = name.slice(0, longestCell);
  const every = (test: (value: unknown) => boolean) => values.length > 0 && values.every(test);
  if (every((value) => typeof value === 'number')) return { name: shown, from: 'header', type: 'number' };
  if (every((value) => typeof value === 'boolean')) return { name: shown, from: 'header', type: 'boolean' };
  if (every(Array.isArray)) return { name: shown, from: 'header', type: 'text', stored: 'list' };
  if (every((value) => typeof value === 'object'))
    return { name: shown, from: 'header', type: 'text', stored: 'object' };
  // Digits within quotes are no number.
  const texts = values.map((value) => (typeof value === 'string' ? value.slice(0, longestCell) : ''));
  const isDate = every((value) => typeof value === 'string') && guessColumnType(texts) === 'date';
  return { name: shown, from: 'header', type: isDate ? 'date' : 'text' };
}

function cellAt(object: JsonObject, name: string): Cell {
  if (!Object.hasOwn(object, name)) return null;
  const value = object[name];
  return cellOf(typeof value === 'string' ? value : JSON.stringify(value));
}
