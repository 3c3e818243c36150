import type { SchemaElement } from 'hyparquet';
import type { ColumnType } from '../preview.ts';
import { bytesText, decimalText, float16, intervalText, looseText, uuidText } from './bytes-text.ts';
import { dateText, int96Text, timestampText, timeText } from './moment-text.ts';

/** What a column's leaf holds, by its logical type (Parquet's LogicalTypes.md), else its converted or physical one. */
export interface LeafType {
  type: ColumnType;
  /** The name by which readers of Parquet know it, as `int64` or `timestamp(µs)`. */
  stored: string;
  /** A value as the file's bytes have it (INT64 as bigint, byte arrays as bytes), as text; no digit is lost. */
  text: (value: unknown) => string;
}

type Unit = 'MILLIS' | 'MICROS' | 'NANOS';

const perSecond: Record<Unit, bigint> = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n };
const unitNames: Record<Unit, string> = { MILLIS: 'ms', MICROS: 'µs', NANOS: 'ns' };

export function leafTypeOf(element: SchemaElement): LeafType {
  return logicalType(element) ?? convertedType(element) ?? physicalType(element);
}

function logicalType(element: SchemaElement): LeafType | undefined {
  const logical = element.logical_type;
  switch (logical?.type) {
    case 'STRING':
      return textual('string');
    case 'ENUM':
      return textual('enum');
    case 'JSON':
      return textual('json');
    case 'DECIMAL':
      return decimal(logical.precision, logical.scale);
    case 'DATE':
      return date;
    case 'TIME':
      return time(logical.unit);
    case 'TIMESTAMP':
      return timestamp(logical.unit, logical.isAdjustedToUTC);
    case 'INTEGER':
      return integer(logical.bitWidth, logical.isSigned);
    case 'NULL':
      return { type: 'text', stored: 'null', text: String };
    case 'UUID':
      return { type: 'text', stored: 'uuid', text: (value) => uuidText(asBytes(value)) };
    case 'FLOAT16':
      return { type: 'number', stored: 'float16', text: (value) => String(float16(asBytes(value))) };
    case 'BSON':
      return binary('bson');
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return binary(logical.type.toLowerCase());
    default:
      return undefined;
  }
}

function convertedType(element: SchemaElement): LeafType | undefined {
  switch (element.converted_type) {
    case 'UTF8':
      return textual('string');
    case 'ENUM':
      return textual('enum');
    case 'JSON':
      return textual('json');
    case 'DECIMAL':
      return decimal(element.precision, element.scale);
    case 'DATE':
      return date;
    case 'TIME_MILLIS':
      return time('MILLIS');
    case 'TIME_MICROS':
      return time('MICROS');
    case 'TIMESTAMP_MILLIS':
      return timestamp('MILLIS', true);
    case 'TIMESTAMP_MICROS':
      return timestamp('MICROS', true);
    case 'UINT_8':
    case 'UINT_16':
    case 'UINT_32':
    case 'UINT_64':
      return integer(Number(element.converted_type.slice(5)), false);
    case 'INT_8':
    case 'INT_16':
    case 'INT_32':
    case 'INT_64':
      return integer(Number(element.converted_type.slice(4)), true);
    case 'BSON':
      return binary('bson');
    case 'INTERVAL':
      return { type: 'text', stored: 'interval', text: (value) => intervalText(asBytes(value)) };
    default:
      return undefined;
  }
}

function physicalType({ type }: SchemaElement): LeafType {
  switch (type) {
    case 'BOOLEAN':
      return { type: 'boolean', stored: 'boolean', text: String };
    case 'INT32':
      return integer(32, true);
    case 'INT64':
      return integer(64, true);
    case 'INT96':
      return { type: 'date', stored: 'timestamp(int96)', text: (value) => int96Text(asBigInt(value)) };
    case 'FLOAT':
      return { type: 'number', stored: 'float', text: (value) => shortestFloat(Number(value)) };
    case 'DOUBLE':
      return { type: 'number', stored: 'double', text: String };
    case 'BYTE_ARRAY':
      // Older writers (Hive, Impala) leave it open whether it is text.
      return { type: 'text', stored: 'binary', text: (value) => looseText(asBytes(value)) };
    default:
      return binary('fixed binary');
  }
}

const date: LeafType = { type: 'date', stored: 'date', text: (value) => dateText(Number(value)) };

function textual(stored: string): LeafType {
  return { type: 'text', stored, text: (value) => decoder.decode(asBytes(value)) };
}

function binary(stored: string): LeafType {
  return { type: 'text', stored, text: (value) => bytesText(asBytes(value)) };
}

function integer(bits: number, isSigned: boolean): LeafType {
  return {
    type: 'number',
    stored: `${isSigned ? '' : 'u'}int${bits}`,
    // The bytes are the same with a sign and without.
    text: (value) => String(isSigned ? value : BigInt.asUintN(bits, asBigInt(value))),
  };
}

function decimal(precision: number | undefined, scale = 0): LeafType {
  return {
    type: 'number',
    stored: precision === undefined ? 'decimal' : `decimal(${precision},${scale})`,
    text: (value) => decimalText(value instanceof Uint8Array ? value : asBigInt(value), scale),
  };
}

function time(unit: Unit): LeafType {
  return {
    type: 'text',
    stored: `time(${unitNames[unit]})`,
    text: (value) => timeText(asBigInt(value), perSecond[unit]),
  };
}

function timestamp(unit: Unit, isUtc: boolean): LeafType {
  return {
    type: 'date',
    stored: `timestamp(${unitNames[unit]})`,
    text: (value) => timestampText(asBigInt(value), perSecond[unit]) + (isUtc ? 'Z' : ''),
  };
}

/** The shortest decimal number that reads as the same 32-bit float. */
function shortestFloat(value: number): string {
  for (let digits = 6; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

const decoder = new TextDecoder();

function asBigInt(value: unknown): bigint {
  return typeof value === 'bigint' ? value : BigInt(Number(value));
}

function asBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('expected bytes');
}
