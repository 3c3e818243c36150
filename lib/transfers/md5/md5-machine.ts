import { md5Program, stateBytes } from './md5-program.ts';

/** One or two MD5 states that take the same bytes. `chain` is 0 or 1. */
export interface Md5Machine {
  /** Takes the next bytes, however many. */
  update(bytes: Uint8Array): void;
  begin(chain: number): void;
  /** All chains begin, with nothing waiting. */
  restart(): void;
  /** The state of all bytes up to those that are `waiting`, to be read or written. */
  stateAt(chain: number): Uint8Array;
  /** Bytes that do not fill a chunk of 64 yet. */
  waiting(): Uint8Array;
  /** MD5 of the bytes since the chain began, `length` of them. Others go on as if it had not been asked for. */
  digest(chain: number, length: number): Uint8Array;
}

const chunkBytes = 64;
const dataAt = 64;
const roomBytes = 65_536;
const beginning = new Uint8Array(new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]).buffer);
const compiled = new Map<number, Promise<WebAssembly.Module>>();

export async function openMd5Machine(chains: 1 | 2): Promise<Md5Machine> {
  const module = compiled.get(chains) ?? WebAssembly.compile(md5Program(chains));
  compiled.set(chains, module);
  const { exports } = await WebAssembly.instantiate(await module);
  const { memory, update: advance } = exports as {
    memory: WebAssembly.Memory;
    update: (at: number, chunks: number) => void;
  };
  const bytes = new Uint8Array(memory.buffer);
  let waiting = 0;

  function stateAt(chain: number): Uint8Array {
    return bytes.subarray(chain * stateBytes, (chain + 1) * stateBytes);
  }

  const machine: Md5Machine = {
    stateAt,
    begin: (chain) => stateAt(chain).set(beginning),
    restart() {
      waiting = 0;
      for (let chain = 0; chain < chains; chain++) machine.begin(chain);
    },
    waiting: () => bytes.slice(dataAt, dataAt + waiting),
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
    },
    digest(chain, length) {
      const kept = bytes.slice(0, dataAt + waiting);
      const padded = (waiting < chunkBytes - 8 ? 1 : 2) * chunkBytes;
      bytes.fill(0, dataAt + waiting, dataAt + padded);
      bytes[dataAt + waiting] = 0x80;
      new DataView(memory.buffer, dataAt + padded - 8, 8).setBigUint64(0, BigInt(length) * 8n, true);
      advance(dataAt, padded / chunkBytes);
      const result = stateAt(chain).slice();
      bytes.set(kept);
      return result;
    },
  };
  machine.restart();
  return machine;
}
