import { expect, test } from 'vitest';
import { changeSelection, emptySelection, type SelectionChange } from './selection.ts';

interface Row {
  id: string;
  size: number;
}

const row = (id: string): Row => ({ id, size: 1 });

const page = ['a', 'b', 'c', 'd'].map(row);
const [a, b, c, d] = page as [Row, Row, Row, Row];

function picked(...changes: SelectionChange<Row>[]): string[] {
  return [...changes.reduce(changeSelection<Row>, emptySelection).picked.keys()].sort();
}

test('a row is picked, and put back', () => {
  expect(picked({ do: 'toggle', row: a }, { do: 'toggle', row: b }, { do: 'toggle', row: a })).toEqual(['b']);
});

test('a range goes both ways from where one clicked last', () => {
  expect(picked({ do: 'toggle', row: b }, { do: 'range', row: d, page })).toEqual(['b', 'c', 'd']);
  expect(picked({ do: 'toggle', row: c }, { do: 'range', row: a, page })).toEqual(['a', 'b', 'c']);
});

test('a range that ends on a picked row puts the range back', () => {
  expect(picked({ do: 'page', page }, { do: 'toggle', row: b }, { do: 'range', row: d, page })).toEqual([
    'a',
  ]);
});

test('a range without a beginning on this page is the one row', () => {
  expect(picked({ do: 'toggle', row: row('elsewhere') }, { do: 'range', row: c, page })).toEqual([
    'c',
    'elsewhere',
  ]);
});

test('the page is picked as a whole, then put back, and other pages stay', () => {
  const other: SelectionChange<Row> = { do: 'toggle', row: row('z') };
  expect(picked(other, { do: 'toggle', row: a }, { do: 'page', page })).toEqual(['a', 'b', 'c', 'd', 'z']);
  expect(picked(other, { do: 'page', page }, { do: 'page', page })).toEqual(['z']);
});

test('clearing puts everything back', () => {
  expect(picked({ do: 'page', page }, { do: 'clear' })).toEqual([]);
});

test('what left the list is put back, the rest stays picked', () => {
  expect(picked({ do: 'page', page }, { do: 'drop', ids: ['a', 'c', 'z'] })).toEqual(['b', 'd']);
});

test('a loaded page renews what is picked of it and picks nothing more', () => {
  const before = changeSelection(changeSelection(emptySelection, { do: 'toggle', row: a }), {
    do: 'toggle',
    row: row('z'),
  });
  const newer = { ...a, size: 9 };
  const after = changeSelection(before, { do: 'refresh', page: [newer, b] });
  expect([...after.picked.keys()]).toEqual(['a', 'z']);
  expect(after.picked.get('a')).toBe(newer);
  expect(changeSelection(after, { do: 'refresh', page: [newer, b] })).toBe(after);
});
