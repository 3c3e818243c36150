import { expect, it } from 'vitest';
import { dispositionOf } from './key-signer.ts';

it('gives a plain name as it is, any other in UTF-8 too', () => {
  expect(dispositionOf('rain.csv')).toBe('attachment; filename=rain.csv');
  expect(dispositionOf('Süd.csv')).toMatch(/filename="S\?d.csv"; filename\*=UTF-8''S%C3%BCd.csv$/);
});

it('holds no quote in the name that curl reads', () => {
  const given = dispositionOf('5" disk, é.csv');
  expect(given).toContain('filename="5_ disk, _.csv"');
  expect(given).toContain("filename*=UTF-8''5%22%20disk%2C%20%C3%A9.csv");
});
