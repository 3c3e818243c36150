import { openMd5Machine } from './md5-machine.ts';
import { stateBytes } from './md5-program.ts';

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

const wholeChain = 0;
const blockChain = 1;

/** `from` is what `save` told, where the file is hashed on from the end of a block. */
export async function createTwoMd5(from?: Uint8Array): Promise<TwoMd5> {
  const machine = await openMd5Machine(2);
  let wholeLength = 0;
  let blockLength = 0;
  if (from) {
    machine.stateAt(wholeChain).set(from.subarray(0, stateBytes));
    wholeLength = Number(new DataView(from.buffer, from.byteOffset + stateBytes, 8).getBigUint64(0, true));
  }

  return {
    update(bytes) {
      machine.update(bytes);
      wholeLength += bytes.length;
      blockLength += bytes.length;
    },
    endBlock() {
      const md5 = machine.digest(blockChain, blockLength);
      machine.begin(blockChain);
      blockLength = 0;
      return md5;
    },
    save() {
      if (machine.waiting().length > 0)
        throw new RangeError('a state can be kept after multiples of 64 bytes alone');
      const saved = new Uint8Array(stateBytes + 8);
      saved.set(machine.stateAt(wholeChain));
      new DataView(saved.buffer).setBigUint64(stateBytes, BigInt(wholeLength), true);
      return saved;
    },
    whole: () => machine.digest(wholeChain, wholeLength),
  };
}
