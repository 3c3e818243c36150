import { md5Program, stateBytes } from './md5-program.ts';

/** MD5 of a file's blocks and of the whole file, in one pass over its bytes. */
export interface TwoMd5 {
  /** Takes the file's next bytes, however many. */
  update(bytes: Uint8Array): void;
  /** MD5 of the block that ends here; the next byte begins another. All but the last are multiples of 64 bytes long. */
  endBlock(): Uint8Array;
  /** Where the whole file's MD5 stands after a block of a multiple of 64 bytes, for `createTwoMd5` to go on from. */
  save(): Uint8Array;
  /** MD5 of the whole file; the last call. */
  whole(): Uint8Array;
}

const chunkBytes = 64;
const dataAt = 64;
const roomBytes = 65_536;
const wholeState = 0;
const blockState = 1;
const beginning = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
let compiled: Promise<WebAssembly.Module> | undefined;

/** `from` is what `save` told, where the file is hashed on from the end of a block. */
export async function createTwoMd5(from?: Uint8Array): Promise<TwoMd5> {
  compiled ??= WebAssembly.compile(md5Program());
  const { exports } = await WebAssembly.instantiate(await compiled);
  const { memory, update: advance } = exports as {
    memory: WebAssembly.Memory;
    update: (at: number, chunks: number) => void;
  };
  const bytes = new Uint8Array(memory.buffer);
  let wholeLength = 0;
  let blockLength = 0;
  /** Bytes at `dataAt` that do not fill a chunk yet. */
  let waiting = 0;

  function stateAt(state: number): Uint8Array {
    return bytes.subarray(state * stateBytes, (state + 1) * stateBytes);
  }

  function beginBlock() {
    stateAt(blockState).set(new Uint8Array(beginning.buffer));
    blockLength = 0;
  }

  function digest(state: number, length: number): Uint8Array {
    const kept = bytes.slice(0, dataAt + waiting);
    const padded = (waiting < chunkBytes - 8 ? 1 : 2) * chunkBytes;
    bytes.fill(0, dataAt + waiting, dataAt + padded);
    bytes[dataAt + waiting] = 0x80;
    const bits = new DataView(memory.buffer, dataAt + padded - 8, 8);
    bits.setBigUint64(0, BigInt(length) * 8n, true);
    advance(dataAt, padded / chunkBytes);
    const result = stateAt(state).slice();
    bytes.set(kept);
    return result;
  }

  stateAt(wholeState).set(new Uint8Array(beginning.buffer));
  beginBlock();
  if (from) {
    stateAt(wholeState).set(from.subarray(0, stateBytes));
    wholeLength = Number(new DataView(from.buffer, from.byteOffset + stateBytes, 8).getBigUint64(0, true));
  }

  return {
    update(given) {
      for (let taken = 0; taken < given.length; ) {
        const part = given.subarray(taken, taken + roomBytes - waiting);
        bytes.set(part, dataAt + waiting);
        const there = waiting + part.length;
        const chunks = Math.floor(there / chunkBytes);
        if (chunks > 0) advance(dataAt, chunks);
        waiting = there % chunkBytes;
        bytes.copyWithin(dataAt, dataAt + chunks * chunkBytes, dataAt + there);
        taken += part.length;
      }
      wholeLength += given.length;
      blockLength += given.length;
    },
    endBlock() {
      const md5 = digest(blockState, blockLength);
      beginBlock();
      return md5;
    },
    save() {
      if (waiting > 0) throw new RangeError('a state can be kept after multiples of 64 bytes alone');
      const saved = new Uint8Array(stateBytes + 8);
      saved.set(stateAt(wholeState));
      new DataView(saved.buffer).setBigUint64(stateBytes, BigInt(wholeLength), true);
      return saved;
    },
    whole: () => digest(wholeState, wholeLength),
  };
}
