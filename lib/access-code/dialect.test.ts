import { expect, test } from 'vitest';
import { seenOf } from './dialect.ts';

test('what is still being read is told from what could not be read', () => {
  expect(seenOf(undefined, false)).toEqual({ unknown: 'reading' });
  expect(seenOf(undefined, true)).toEqual({ unknown: 'unread' });
  expect(seenOf({ kind: 'not-text' }, false)).toEqual({ unknown: 'unread' });
  expect(seenOf({ kind: 'too-large', reason: 'It has more than 10,000 columns.' }, false)).toEqual({
    unknown: 'unread',
  });
});

test('an empty file is known to be one', () => {
  expect(seenOf({ kind: 'empty' }, false)).toEqual({ isEmpty: true });
});

test('what was read once stays known where it cannot be read again', () => {
  const text = { kind: 'text', lines: ['a'], whole: true, encoding: 'windows-1252', notes: [] } as const;
  const preview = { ...text, lines: [...text.lines], notes: [] };
  expect(seenOf(preview, true)).toEqual({ dialect: { encoding: 'windows-1252' } });
});
