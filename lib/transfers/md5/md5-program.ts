/** Where the states lie in the program's memory, one behind the other from 0, and how many bytes each takes. */
export const stateBytes = 16;

/**
 * A WebAssembly module that advances one or two MD5 states over the same words (RFC 1321): `update(at, chunks)` takes
 * `chunks` of 64 bytes at `at`. A step of MD5 waits for the one before it; two independent chains fill each other's
 * waits, so both cost little more than the time of one.
 */
export function md5Program(chains: 1 | 2): Uint8Array<ArrayBuffer> {
  const type = section(1, [1, 0x60, 2, i32, i32, 0]);
  const functions = section(3, [1, 0]);
  const memory = section(5, [1, 0, 2]);
  const exported = section(7, [2, ...name('memory'), 2, 0, ...name('update'), 0, 0]);
  const body = updateBody(chains === 1 ? [0] : [0, 1]);
  const code = section(10, [1, ...unsigned(body.length), ...body]);
  const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return new Uint8Array([...magic, ...type, ...functions, ...memory, ...exported, ...code]);
}

const i32 = 0x7f;
const add = 0x6a;
const and = 0x71;
const or = 0x72;
const xor = 0x73;
const rotateLeft = 0x77;
const at = 0;
const chunks = 1;
/** The local that holds a step's word and constant. */
const summand = 2;

/** The local that holds word `part` (a, b, c, d as 0 to 3) of a state. */
function word(state: number, part: number): number {
  return 3 + state * 4 + part;
}

function updateBody(states: readonly number[]): number[] {
  const parts = states.flatMap((state) => [0, 1, 2, 3].map((part) => ({ state, part })));
  const before = parts.flatMap(({ state, part }) => [
    ...constant(0),
    ...load(state * stateBytes + part * 4),
    ...set(word(state, part)),
  ]);
  const after = parts.flatMap(({ state, part }) => [
    ...constant(0),
    ...[...get(word(state, part)), ...constant(0), ...load(state * stateBytes + part * 4), add],
    ...[...tee(word(state, part)), ...store(state * stateBytes + part * 4)],
  ]);
  const next = [...get(at), ...constant(64), add, ...set(at), ...get(chunks), ...constant(-1), add];
  const steps = Array.from({ length: 64 }, (_, step) => [
    ...summandOf(step),
    ...states.flatMap((state) => stepOf(step, state)),
  ]).flat();
  const loop = [0x03, 0x40, ...steps, ...after, ...next, ...tee(chunks), 0x0d, 0, 0x0b];
  return [1, 1 + 4 * states.length, i32, ...before, ...loop, 0x0b];
}

const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** What both chains add in a step. Words are read anew each time: kept in locals they spill. */
function summandOf(step: number): number[] {
  const taken = [step, 5 * step + 1, 3 * step + 5, 7 * step][step >> 4] ?? 0;
  const sine = Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32);
  return [...get(at), ...load((taken & 15) * 4), ...constant(sine), add, ...set(summand)];
}

/**
 * a = b + rotate(a + f(b, c, d) + word + constant), in an order in which as little as can be waits for b, the result of
 * the step before.
 */
function stepOf(step: number, state: number): number[] {
  const round = step >> 4;
  const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((part) => word(state, (64 - step + part) & 3));
  const mixes = [
    [...get(c), ...get(d), xor, ...get(b), and, ...get(d), xor, add],
    [...get(c), ...get(d), ...constant(-1), xor, and, add, ...get(b), ...get(d), and, add],
    [...get(c), ...get(d), xor, ...get(b), xor, add],
    [...get(d), ...constant(-1), xor, ...get(b), or, ...get(c), xor, add],
  ];
  return [
    ...[...get(a), ...get(summand), add, ...(mixes[round] ?? [])],
    ...[...constant(rotations[round]?.[step & 3] ?? 0), rotateLeft, ...get(b), add, ...set(a)],
  ];
}

function get(local: number): number[] {
  return [0x20, local];
}

function set(local: number): number[] {
  return [0x21, local];
}

function tee(local: number): number[] {
  return [0x22, local];
}

function load(offset: number): number[] {
  return [0x28, 2, offset];
}

function store(offset: number): number[] {
  return [0x36, 2, offset];
}

function constant(value: number): number[] {
  return [0x41, ...signed(value | 0)];
}

function section(id: number, content: number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function name(text: string): number[] {
  return [text.length, ...new TextEncoder().encode(text)];
}

/** LEB128, WebAssembly's form of numbers: seven bits a byte, the eighth tells that more follow. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const [low, rest] = [value & 127, value >> 7];
  const last = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return last ? [low] : [low | 128, ...signed(rest)];
}
