/**
 * The first `count` numbers of Parquet's RLE/bit-packing hybrid that `bytes` begin with, each of `width` bits (0 to 32). Ours,
 * as a run may say that it goes on for thousands of millions: here none gives more than is asked for. Throws a `RangeError` where
 * the bytes end before.
 */
export function readHybrid(bytes: Uint8Array, width: number, count: number): Uint32Array {
  if (width > 32) throw new RangeError('numbers of more than 32 bits');
  const numbers = new Uint32Array(count);
  if (width === 0) return numbers;
  let at = 0;
  for (let seen = 0; seen < count; ) {
    const header = readVarint(bytes, at);
    at = header.end;
    const isPacked = header.value % 2 === 1;
    const half = Math.floor(header.value / 2);
    const run = Math.min(isPacked ? half * 8 : half, count - seen);
    if (isPacked) {
      unpack(bytes, at, width, numbers.subarray(seen, seen + run));
      at += half * width;
    } else {
      const size = Math.ceil(width / 8);
      let value = 0;
      for (let index = 0; index < size; index++) value += byteAt(bytes, at + index) * 2 ** (8 * index);
      numbers.fill(value, seen, seen + run);
      at += size;
    }
    seen += run;
  }
  return numbers;
}

/** Numbers of `width` bits, packed from the lowest bit of each byte on. */
function unpack(bytes: Uint8Array, from: number, width: number, numbers: Uint32Array): void {
  for (let index = 0; index < numbers.length; index++) {
    const bit = index * width;
    let value = 0;
    for (let taken = 0; taken < width; ) {
      const within = (bit + taken) % 8;
      const part = Math.min(8 - within, width - taken);
      const byte = byteAt(bytes, from + Math.floor((bit + taken) / 8));
      value += ((byte >> within) & ((1 << part) - 1)) * 2 ** taken;
      taken += part;
    }
    numbers[index] = value;
  }
}

/** An unsigned LEB128 of at most 32 bits. */
function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = byteAt(bytes, at + index);
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  throw new RangeError('a number of more than 32 bits');
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('the numbers end too early');
  return byte;
}
