import { expect, test } from 'vitest';
import { rowKey } from './row-keys.ts';

test('j begins at the first row and stops at the last', () => {
  expect(rowKey('j', -1, 3)).toEqual({ go: 0 });
  expect(rowKey('j', 0, 3)).toEqual({ go: 1 });
  expect(rowKey('j', 2, 3)).toEqual({ go: 2 });
});

test('k stops at the first row', () => {
  expect(rowKey('k', 1, 3)).toEqual({ go: 0 });
  expect(rowKey('k', 0, 3)).toEqual({ go: 0 });
});

test('arrows, x and space do nothing until a row has the focus', () => {
  for (const key of ['ArrowDown', 'ArrowUp', 'x', ' ']) expect(rowKey(key, -1, 3)).toBeUndefined();
  expect(rowKey('ArrowDown', 0, 3)).toEqual({ go: 1 });
  expect(rowKey('x', 1, 3)).toEqual({ pick: 1 });
  expect(rowKey(' ', 1, 3)).toEqual({ pick: 1 });
});

test('an empty table and other keys are left alone', () => {
  expect(rowKey('j', -1, 0)).toBeUndefined();
  expect(rowKey('q', 1, 3)).toBeUndefined();
});
