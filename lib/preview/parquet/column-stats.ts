import type { RowGroup, Statistics } from 'hyparquet';
import type { ColumnStats } from '../preview.ts';
import { bytesOrder } from './bytes-text.ts';
import type { ParquetColumn } from './columns.ts';
import { leafTypeOf } from './leaf-type.ts';

/** As the footer's bytes have them, but for what hyparquet turns into numbers whatever it is told. */
export const rawStatistics = {
  stringFromBytes: (bytes: Uint8Array) => bytes,
  uuidFromBytes: (bytes: Uint8Array) => bytes,
  dateFromDays: (days: number) => days,
  timestampFromMilliseconds: (parts: bigint) => parts,
  timestampFromMicroseconds: (parts: bigint) => parts,
  timestampFromNanoseconds: (parts: bigint) => parts,
};

/**
 * What the footer tells of all the column's values; undefined of nested ones, and where some row group tells nothing. Only
 * `min_value` and `max_value` count: the older fields were filled in orders of their own (parquet.thrift, Statistics).
 */
export function columnStats(column: ParquetColumn, groups: readonly RowGroup[]): ColumnStats | undefined {
  if (column.isNested || groups.length === 0) return undefined;
  try {
    return toldOf(column, groups);
  } catch {
    // Bounds that are no values of the column: its cells may be whole all the same.
    return undefined;
  }
}

function toldOf({ tree, firstChunk }: ParquetColumn, groups: readonly RowGroup[]): ColumnStats | undefined {
  let nulls = 0;
  let least: Bound | undefined;
  let greatest: Bound | undefined;
  let isBounded = true;
  for (const group of groups) {
    const meta = group.columns[firstChunk]?.meta_data;
    const told = meta?.statistics;
    const missing = Number(told?.null_count);
    if (!told || !(missing >= 0)) return undefined;
    nulls += missing;
    // A group of nulls alone has no bounds.
    if (missing >= Number(group.num_rows)) continue;
    const [low, high] = boundsOf(told);
    isBounded &&= low !== undefined && high !== undefined;
    if (low && (!least || isBefore(low.value, least.value))) least = low;
    if (high && (!greatest || isBefore(greatest.value, high.value))) greatest = high;
  }
  const text = ({ value, isExact }: Bound) => {
    const whole = textOf(tree.element, value);
    return isExact && whole.length <= longestBound ? whole : `${whole.slice(0, longestBound)}…`;
  };
  return isBounded && least && greatest ? { nulls, range: [text(least), text(greatest)] } : { nulls };
}

/** Longest text of a bound, in UTF-16 code units. */
const longestBound = 100;

interface Bound {
  value: Comparable;
  /** Else it is cut, as the bounds of long texts are. */
  isExact: boolean;
}

type Comparable = number | bigint | boolean | Uint8Array;

function boundsOf(told: Statistics): [Bound | undefined, Bound | undefined] {
  return [boundOf(told.min_value, told.is_min_value_exact), boundOf(told.max_value, told.is_max_value_exact)];
}

function boundOf(value: unknown, isExact = true): Bound | undefined {
  const isComparable = ['number', 'bigint', 'boolean'].includes(typeof value) || value instanceof Uint8Array;
  return isComparable ? { value: value as Comparable, isExact } : undefined;
}

function isBefore(one: Comparable, other: Comparable): boolean {
  if (one instanceof Uint8Array && other instanceof Uint8Array) return bytesOrder(one, other) < 0;
  return one < other;
}

/** Decimals and half floats are numbers by now, which a cell's are not. */
function textOf(element: ParquetColumn['tree']['element'], value: Comparable): string {
  const isNumber =
    typeof value === 'number' && !['INT32', 'INT64', 'FLOAT', 'DOUBLE'].includes(element.type ?? '');
  const isDecimal = element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
  return isNumber || (isDecimal && typeof value === 'number')
    ? String(value)
    : leafTypeOf(element).text(value);
}
