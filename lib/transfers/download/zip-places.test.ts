import { predictLength } from 'client-zip';
import { expect, it } from 'vitest';
import { zipPlaces } from './zip-places.ts';

const centralHeader = 46;
const zip64Extra = 28;
const zip64OffsetExtra = 12;
const ends = 22 + 76;

it('tells places as the library that writes the zip counts them, also beyond 4 GiB', () => {
  const sizes = [0, 5, 0xfffffffe, 0xffffffff, 6 * 2 ** 30, 7];
  const files = sizes.map((size, index) => ({ path: `größe ${index}/x.csv`, size }));
  const last = zipPlaces(files).at(-1)?.entry ?? 0;
  const names = files.map(({ path }) => new TextEncoder().encode(path).length);
  const central = files.reduce((sum, { size }, index) => {
    const far = (zipPlaces(files)[index]?.entry ?? 0) >= 0xffffffff;
    const extra = size >= 0xffffffff ? zip64Extra : far ? zip64OffsetExtra : 0;
    return sum + centralHeader + (names[index] ?? 0) + extra;
  }, 0);
  const own = 30 + (names.at(-1) ?? 0) + 7 + 16;
  const foretold = Number(predictLength(files.map(({ path, size }) => ({ name: path, size }))));
  expect(last + own + central + ends).toBe(foretold);
});
