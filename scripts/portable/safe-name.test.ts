import { expect, test } from 'vitest';
import { datasetFolder, safeName, uniquePath } from './safe-name.mjs';

const id = '3f2a9c81d0b44e0e8f4f7f0b7b3c1d2e';

test.each([
  ['readings.csv', 'readings.csv'],
  ['Überblick 2026 🧪.csv', 'Überblick 2026 🧪.csv'],
  ['a<b>:"c|d?*.txt', 'a-b---c-d--.txt'],
  ['..', '_'],
  ['.env', '_env'],
  ['name. . .', 'name'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['com¹', '_com¹'],
  ['console.log', 'console.log'],
  ['half.part', 'half.part_'],
  ['\u202egnp.exe', '-gnp.exe'],
  ['../../etc/passwd', '_-..-etc-passwd'],
])('%j becomes %j', (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

test('a name of 255 characters is cut between characters and keeps its extension', () => {
  const safe = safeName(`${'👩‍🔬'.repeat(30)}.parquet`);
  expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(100);
  expect(safe).toMatch(/\.parquet$/);
  expect(safe.isWellFormed()).toBe(true);
});

test('a safe name stays what it is', () => {
  for (const name of ['CON.txt', 'x.part', ' . ', 'a'.repeat(255), '.', 'ö'.repeat(255)])
    expect(safeName(safeName(name))).toBe(safeName(name));
});

test('datasets whose names differ only in case or accents have folders of their own', () => {
  const other = `9${id.slice(1)}`;
  expect(datasetFolder({ id, name: 'Data' })).toBe('datasets/Data-3f2a9c81d0b4');
  expect(datasetFolder({ id: other, name: 'DATA' })).toBe('datasets/DATA-9f2a9c81d0b4');
  expect(Buffer.byteLength(datasetFolder({ id, name: 'ö'.repeat(255) }))).toBeLessThan(130);
});

test('files of one version that some file systems take for one get places of their own', () => {
  const taken = new Set<string>();
  const places = ['a.csv', 'A.CSV', 'sub/a.csv', 'e\u0301.txt', '\u00e9.txt', 'sub/../a.csv'].map((path) =>
    uniquePath(path, taken),
  );
  expect(places).toEqual(['a.csv', 'A~2.CSV', 'sub/a.csv', 'é.txt', 'é~2.txt', 'sub/_/a.csv']);
});

test('letters with more than two forms are one letter, as file systems take them', () => {
  const taken = new Set<string>();
  const places = ['ΟΔΌΣ', 'Οδός', 'οδόσ', 'STRAẞE', 'straße', 'ϴ', 'θ'].map((path) =>
    uniquePath(path, taken),
  );
  expect(places).toEqual(['ΟΔΌΣ', 'Οδός~2', 'οδόσ~3', 'STRAẞE', 'straße~2', 'ϴ', 'θ~2']);
});
