import { expect, test } from 'vitest';
import { type ActivityItem, activityLines, activityWords } from './activity-words.ts';

const item = (id: number, actor: string, action: string, details = {}): ActivityItem => ({
  id: String(id),
  at: '2026-11-20T12:00:00Z',
  actor,
  action,
  details,
});

test.each([
  ['dataset.rename', { from: 'a', to: 'b' }, 'renamed it from “a” to “b”'],
  ['dataset.new-version', { n: 3 }, 'uploaded version 3'],
  ['dataset.download', { n: 1, path: 'a.csv' }, 'downloaded a.csv of version 1'],
  ['something.new', {}, 'something.new'],
])('%s reads as words', (action, details, text) => {
  expect(activityWords({ action, details })).toBe(text);
});

test('what one person repeats is one line with a count, at its latest time', () => {
  const look = 'dataset.download';
  const lines = activityLines([
    item(5, 'Ann', look, { n: 1 }),
    item(4, 'Ann', look, { n: 1 }),
    item(3, 'Bob', look, { n: 1 }),
    item(2, 'Bob', look, { n: 2 }),
    item(1, 'Ann', 'dataset.create'),
  ]);
  expect(lines.map(({ id, times }) => [id, times])).toEqual([
    ['5', 2],
    ['3', 1],
    ['2', 1],
    ['1', 1],
  ]);
});
