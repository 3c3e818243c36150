import { expect, it } from 'vitest';
import { plainPart } from './paths.ts';

it.each([
  ['sl_abc', 'sl_abc'],
  ['a%20b', 'a b'],
  ['%E0%A4%A', undefined],
  ['%', undefined],
])('of %s in an address the plain letters are %s', (part, plain) => {
  expect(plainPart(part)).toBe(plain);
});
