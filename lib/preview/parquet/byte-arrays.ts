import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { mostUnpacked } from './limits.ts';

// Values of BYTE_ARRAY. Of a page's, only those that are needed become arrays of their own.

/** PLAIN: each after its length. */
export function plainByteArrays(bytes: Uint8Array, count: number): Uint8Array[] {
  const view = viewOf(bytes);
  const values: Uint8Array[] = [];
  for (let at = 0; values.length < count; ) {
    const length = view.getUint32(at, true);
    values.push(partOf(bytes, at + 4, length));
    at += 4 + length;
  }
  return values;
}

/** DELTA_LENGTH_BYTE_ARRAY: the lengths of all `total` come first. */
export function deltaLengthByteArrays(bytes: Uint8Array, total: number, count: number): Uint8Array[] {
  const reader = { view: viewOf(bytes), offset: 0 };
  const lengths = new Int32Array(total);
  deltaBinaryUnpack(reader, total, lengths);
  let at = reader.offset;
  return Array.from(lengths.subarray(0, count), (length) => {
    at += length;
    return partOf(bytes, at - length, length);
  });
}

/** DELTA_BYTE_ARRAY: what each has in common with the one before, then the rest of it. */
export function deltaByteArrays(bytes: Uint8Array, total: number, count: number): Uint8Array[] {
  const reader = { view: viewOf(bytes), offset: 0 };
  const common = new Int32Array(total);
  deltaBinaryUnpack(reader, total, common);
  const rests = deltaLengthByteArrays(bytes.subarray(reader.offset), total, count);
  let last = new Uint8Array();
  let made = 0;
  return rests.map((rest, index) => {
    const shared = common[index] ?? 0;
    made += shared + rest.length;
    // A long value that a million others begin with takes a few bytes in the page.
    if (shared < 0 || shared > last.length || made > mostUnpacked) throw new RangeError('too much in common');
    const value = new Uint8Array(shared + rest.length);
    value.set(last.subarray(0, shared));
    value.set(rest, shared);
    last = value;
    return value;
  });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function partOf(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (!(length >= 0 && start + length <= bytes.length)) throw new RangeError('a value ends beyond its page');
  return bytes.subarray(start, start + length);
}
