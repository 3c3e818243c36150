import { expect, it } from 'vitest';
import { nextPiece, pieceBytes, shortened, windowBytes } from './range-plan.ts';

const size = 10 * windowBytes;

it('asks for all the rest while one stream runs', () => {
  expect(nextPiece({ next: 5, delivered: 5, size, width: 1 })).toEqual({ start: 5, end: size });
});

it('asks for pieces within the window while several run, the last one shorter', () => {
  expect(nextPiece({ next: 0, delivered: 0, size, width: 3 })).toEqual({ start: 0, end: pieceBytes });
  expect(nextPiece({ next: windowBytes, delivered: 0, size, width: 3 })).toBeUndefined();
  expect(nextPiece({ next: windowBytes, delivered: 1, size, width: 3 })?.start).toBe(windowBytes);
  expect(nextPiece({ next: size - 3, delivered: size - 9, size, width: 3 })).toEqual({
    start: size - 3,
    end: size,
  });
  expect(nextPiece({ next: size, delivered: 0, size, width: 3 })).toBeUndefined();
});

it('ends a long stream near where it is, and leaves a short one', () => {
  expect(shortened({ start: 0, end: size }, 1000)).toBe(1000 + pieceBytes);
  expect(shortened({ start: 0, end: 2 * pieceBytes }, 1000)).toBe(2 * pieceBytes);
});
