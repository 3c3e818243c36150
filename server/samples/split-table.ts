import type { Table } from './internal-dataset.ts';

/**
 * Parts the rows of a table at random in two, `fraction` of them (rounded) in the first; either keeps their order. The
 * same seed parts the same rows.
 */
export function splitTable({ columns, rows }: Table, fraction: number, seed: number): [Table, Table] {
  const order = shuffled(rows.length, seed);
  const chosen = new Set(order.slice(0, Math.round(rows.length * fraction)));
  return [
    { columns, rows: rows.filter((_, index) => chosen.has(index)) },
    { columns, rows: rows.filter((_, index) => !chosen.has(index)) },
  ];
}

/** The numbers below `count`, shuffled (Fisher and Yates). */
function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  const next = randomNumbers(seed);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/** Numbers from 0 below 1 (mulberry32): the platform's own take no seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
