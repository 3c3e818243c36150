import { expect, it } from 'vitest';
import { readHybrid } from './hybrid.ts';

const read = (bytes: number[], width: number, count: number) =>
  Array.from(readHybrid(Uint8Array.from(bytes), width, count));

it('repeats a value as often as asked for, whatever the run says', () => {
  expect(read([8 << 1, 5], 3, 8)).toEqual(new Array(8).fill(5));
  // A run of two thousand million.
  expect(read([0xfe, 0xff, 0xff, 0xff, 0x0f, 1], 1, 3)).toEqual([1, 1, 1]);
});

it('unpacks the example of the specification: 0 to 7 in three bits each', () => {
  expect(read([(1 << 1) | 1, 0b10001000, 0b11000110, 0b11111010], 3, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('goes from one run on to the next, and takes wide numbers', () => {
  expect(
    read([2 << 1, 0x39, 0x30, (1 << 1) | 1, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0], 16, 5),
  ).toEqual([12_345, 12_345, 1, 2, 3]);
  expect(read([1 << 1, 0xff, 0xff, 0xff, 0xff], 32, 1)).toEqual([4_294_967_295]);
});

it('has zeros where a number takes no bits', () => {
  expect(read([], 0, 3)).toEqual([0, 0, 0]);
});

it.each([
  ['bytes that end within a run', [(1 << 1) | 1, 0b10001000], 3],
  ['a run without a value', [8 << 1], 3],
  ['a header that does not end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 1],
  ['runs of nothing to the end', [0, 0, 0, 0], 1],
  ['more than 32 bits', [2, 1, 1, 1, 1, 1], 33],
])('throws on %s', (_, bytes, width) => {
  expect(() => read(bytes, width, 8)).toThrow(RangeError);
});
