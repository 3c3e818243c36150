import { expect, test } from 'vitest';
import type { Column, TablePreview } from '#lib/preview/preview.ts';
import { absenceWord, columnWidths, moveBy, stretchWidths } from './grid-layout.ts';

const table: TablePreview = {
  kind: 'table',
  columns: [
    { name: 'a', from: 'header', type: 'number' },
    { name: 'b', from: 'header', type: 'text' },
  ],
  rows: [['1', { cut: 'x'.repeat(1000), length: 5000 }]],
  total: 1,
  delimiter: ',',
  decimalComma: false,
  endsOpen: false,
  isDelimiterTold: false,
  endsWithCr: false,
  encoding: 'utf-8',
  notes: [],
};

test('a column is as wide as its text, but never so wide that it hides its neighbours', () => {
  const [short = 0, long = 0] = columnWidths(table);
  expect(short).toBeGreaterThanOrEqual(72);
  expect(short).toBeLessThan(120);
  expect(long).toBe(320);
});

test('columns grow to fill the room there is, and keep their width where there is none', () => {
  expect(stretchWidths([100, 300], 800)).toEqual([200, 600]);
  expect(stretchWidths([100, 300], 200)).toEqual([100, 300]);
  expect(stretchWidths([], 200)).toEqual([]);
});

const size = { rows: 100, columns: 1000 };

test.each([
  ['ArrowDown', false, { row: 6, column: 5 }],
  ['ArrowLeft', false, { row: 5, column: 4 }],
  ['PageDown', false, { row: 22, column: 5 }],
  ['PageUp', false, { row: -1, column: 5 }],
  ['Home', false, { row: 5, column: 0 }],
  ['End', true, { row: 99, column: 999 }],
  ['Home', true, { row: -1, column: 0 }],
])('%s (ctrl %s) leads to another cell', (key, ctrl, to) => {
  expect(moveBy(key, ctrl, { row: 5, column: 5 }, size)).toEqual(to);
});

test('a key stops at the edges, and other keys are left to the browser', () => {
  expect(moveBy('ArrowUp', false, { row: -1, column: 0 }, size)).toEqual({ row: -1, column: 0 });
  expect(moveBy('ArrowRight', false, { row: 0, column: 999 }, size)).toEqual({ row: 0, column: 999 });
  expect(moveBy('Tab', false, { row: 0, column: 0 }, size)).toBeUndefined();
});

test('what is not there is named as the file has it', () => {
  const column: Column = { name: 'a', from: 'header', type: 'text' };
  expect(absenceWord({ kind: 'table' }, column, '')).toBe('missing');
  expect(absenceWord({ kind: 'records' }, column, null)).toBe('missing');
  expect(absenceWord({ kind: 'records' }, column, '')).toBe('empty');
  expect(absenceWord({ kind: 'parquet' }, column, '')).toBe('empty');
  expect(absenceWord({ kind: 'parquet' }, column, null)).toBe('null');
  expect(absenceWord({ kind: 'parquet' }, { ...column, unread: true }, null)).toBe('not read');
});
