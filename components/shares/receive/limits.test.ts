import { expect, it } from 'vitest';
import { limitWords, sendProblem, typeOf } from './limits.ts';

const limits = { maxBytesPerFile: 1000, maxFiles: 3, dataTypeIds: ['GenericCSV' as const] };

it('says in words what a link takes', () => {
  const open = { expiresAt: '2026-11-30T10:00:00.000Z', filesLeft: 2 };
  expect(limitWords(limits, open).slice(0, 3)).toEqual([
    '2 more files of 3.',
    'Up to 1 KB each.',
    'Comma-separated values with a header only.',
  ]);
  expect(limitWords(limits, { ...open, filesLeft: 3 })[0]).toBe('3 files at most.');
  expect(limitWords({ ...limits, dataTypeIds: ['GenericCSVNoHeader', 'Parquet'] }, open)[2]).toBe(
    'Only these kinds: Comma-separated values, no header; Apache Parquet.',
  );
  expect(limitWords({ ...limits, dataTypeIds: null }, open)[2]).toBe('Files of any kind.');
});

it('refuses a file before it is sent, with the reason', () => {
  expect(sendProblem({ name: 'rain.csv', size: 1000 }, limits)).toBeUndefined();
  expect(sendProblem({ name: 'rain.csv', size: 1001 }, limits)).toContain('takes files of up to 1 KB');
  expect(sendProblem({ name: 'rain.parquet', size: 10 }, limits)).toContain('It looks like Apache Parquet');
  expect(sendProblem({ name: 'rain', size: 10 }, limits)).toBe(
    'Its name does not tell what kind of file it is, and this link does not take that. Comma-separated values with a header only.',
  );
  expect(sendProblem({ name: 'rain', size: 10 }, { ...limits, dataTypeIds: null })).toBeUndefined();
});

it('takes a table for one without a header where the link takes no other', () => {
  const file = { name: 'rain.csv', size: 10 };
  const bare = { ...limits, dataTypeIds: ['GenericCSVNoHeader' as const] };
  expect(sendProblem(file, bare)).toBeUndefined();
  expect(typeOf(file, bare)).toBe('GenericCSVNoHeader');
  expect(typeOf(file, { dataTypeIds: null })).toBe('GenericCSV');
});
