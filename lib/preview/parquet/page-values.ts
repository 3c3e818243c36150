import type { SchemaElement } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { deltaByteArrays, deltaLengthByteArrays, plainByteArrays } from './byte-arrays.ts';
import { readHybrid } from './hybrid.ts';

/** Values as the bytes have them: numbers, INT64 and INT96 as bigint, booleans, byte arrays. */
export type Values = ArrayLike<unknown>;
/** The value of that number in a column's dictionary. */
export type Dictionary = (index: number) => unknown;

export interface PageValues {
  /** The page's bytes behind the levels, unpacked. */
  bytes: Uint8Array;
  encoding: string;
  /** Values in the page; how many of them, the first ones, are needed. */
  total: number;
  needed: number;
}

/** The first values of a data page. Throws where they are not what the page says, or written in an unknown way. */
export function pageValues(
  { bytes, encoding, total, needed }: PageValues,
  element: SchemaElement,
  dictionary: Dictionary | undefined,
): Values {
  switch (encoding) {
    case 'PLAIN':
      return plainValues(bytes, element, needed);
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY': {
      if (!dictionary) throw new Error('a dictionary is missing');
      const indices = needed === 0 ? [] : readHybrid(bytes.subarray(1), bytes[0] ?? 0, needed);
      return Array.from(indices, dictionary);
    }
    case 'RLE':
      // Only booleans, behind their length.
      return Array.from(readHybrid(bytes.subarray(4), 1, needed), Boolean);
    case 'DELTA_BINARY_PACKED': {
      const values = element.type === 'INT32' ? new Int32Array(needed) : new BigInt64Array(needed);
      if (needed > 0) deltaBinaryUnpack(readerOf(bytes), needed, values);
      return values;
    }
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return total === 0 ? [] : deltaLengthByteArrays(bytes, total, needed);
    case 'DELTA_BYTE_ARRAY':
      return total === 0 ? [] : deltaByteArrays(bytes, total, needed);
    case 'BYTE_STREAM_SPLIT':
      return byteStreamSplit(readerOf(bytes), total, physical(element), element.type_length);
    default:
      throw new Error(`unknown encoding ${encoding}`);
  }
}

/** A dictionary page's values, of which each is made when it is asked for: a preview needs few. */
export function openDictionary(bytes: Uint8Array, element: SchemaElement, count: number): Dictionary {
  const found = new Map<number, unknown>();
  const read = element.type === 'BYTE_ARRAY' ? byteArrayAt(bytes, count) : fixedAt(bytes, element, count);
  return (index) => {
    if (!found.has(index)) {
      if (index >= count) throw new RangeError('no such value in the dictionary');
      found.set(index, read(index));
    }
    return found.get(index);
  };
}

function byteArrayAt(bytes: Uint8Array, count: number): Dictionary {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = new Uint32Array(count);
  let at = 0;
  for (let index = 0; index < count; index++) {
    starts[index] = at;
    at += 4 + view.getUint32(at, true);
  }
  return (index) => plainByteArrays(bytes.subarray(starts[index]), 1)[0];
}

function fixedAt(bytes: Uint8Array, element: SchemaElement, count: number): Dictionary {
  const size = count > 0 ? bytes.length / count : 0;
  return (index) => plainValues(bytes.subarray(index * size, (index + 1) * size), element, 1)[0];
}

function plainValues(bytes: Uint8Array, element: SchemaElement, count: number): Values {
  if (element.type === 'BYTE_ARRAY') return plainByteArrays(bytes, count);
  return readPlain(readerOf(bytes), physical(element), count, element.type_length);
}

function physical({ type }: SchemaElement) {
  if (!type) throw new Error('a column without a type');
  return type;
}

/** Of bytes that begin their buffer: hyparquet reads some numbers beyond a view's end. */
function readerOf(bytes: Uint8Array) {
  const own = bytes.slice();
  return { view: new DataView(own.buffer), offset: 0 };
}
