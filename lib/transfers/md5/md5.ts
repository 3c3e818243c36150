import { toHex } from '../hex.ts';
import { type Md5Machine, openMd5Machine } from './md5-machine.ts';
import { stateBytes } from './md5-program.ts';

/** An MD5 on its way, whose state can be put away and taken up again. */
export interface Md5 {
  /** Takes the next bytes, however many. */
  update(bytes: Uint8Array): void;
  save(): Uint8Array;
  /** False where the state is none of `save`. */
  load(state: Uint8Array): boolean;
  /** Lower-case hexadecimal, of all bytes so far. Nothing but `save` may follow. */
  digest(): string;
}

const headBytes = stateBytes + 8;

/** Of hashes that ended: beginning one anew costs as much as hashing a small file. */
const idle: Md5Machine[] = [];
const mostIdle = 8;

export async function createMd5(): Promise<Md5> {
  const machine = idle.pop() ?? (await openMd5Machine(1));
  let length = 0;
  /** The last state of all: by then the machine is another one's. */
  let ended: Uint8Array | undefined;

  function save(): Uint8Array {
    const waiting = machine.waiting();
    const saved = new Uint8Array(headBytes + waiting.length);
    saved.set(machine.stateAt(0));
    new DataView(saved.buffer).setBigUint64(stateBytes, BigInt(length), true);
    saved.set(waiting, headBytes);
    return saved;
  }

  function mustGoOn(): void {
    if (ended) throw new Error('This MD5 has been told.');
  }

  return {
    update(bytes) {
      mustGoOn();
      machine.update(bytes);
      length += bytes.length;
    },
    save: () => ended ?? save(),
    load(state) {
      mustGoOn();
      const told = state.length < headBytes ? -1 : lengthIn(state);
      if (told < 0 || state.length !== headBytes + (told % 64)) return false;
      machine.restart();
      machine.stateAt(0).set(state.subarray(0, stateBytes));
      machine.update(state.subarray(headBytes));
      length = told;
      return true;
    },
    digest() {
      mustGoOn();
      ended = save();
      const md5 = toHex(machine.digest(0, length));
      machine.restart();
      if (idle.length < mostIdle) idle.push(machine);
      return md5;
    },
  };
}

function lengthIn(state: Uint8Array): number {
  return Number(new DataView(state.buffer, state.byteOffset + stateBytes, 8).getBigUint64(0, true));
}

let shared: Promise<Md5Machine> | undefined;

/** MD5 of a few bytes, 16 bytes long. */
export async function md5Of(bytes: Uint8Array): Promise<Uint8Array> {
  shared ??= openMd5Machine(1);
  const machine = await shared;
  // Nothing is awaited from here on: all take turns on one machine.
  machine.restart();
  machine.update(bytes);
  return machine.digest(0, bytes.length);
}
