import { expect, it } from 'vitest';
import { copiesToLetGo } from './kept-copies.ts';

const MiB = 1024 * 1024;
const file = new File([], 'a.csv');

/** Downloads of so many MiB each, the newest last; of those below zero there is no copy. */
function downloads(...sizes: number[]) {
  return sizes.map((size, index) =>
    size < 0 ? { id: String(index), total: -size * MiB } : { id: String(index), total: size * MiB, file },
  );
}

it('keeps the copies of a day, the newest first, up to a gibibyte', () => {
  expect(copiesToLetGo(downloads(512, 256, 256))).toEqual([]);
  expect(copiesToLetGo(downloads(100, 512, 256, 256))).toEqual(['0']);
  expect(copiesToLetGo(downloads(1, 512, 512, 512))).toEqual(['1', '0']);
});

it('counts nothing that was written to a picked place, and keeps the newest whatever it weighs', () => {
  expect(copiesToLetGo(downloads(100, -5000))).toEqual([]);
  expect(copiesToLetGo(downloads(100, 5000))).toEqual(['0']);
  expect(copiesToLetGo([])).toEqual([]);
});
