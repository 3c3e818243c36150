import { expect, test } from 'vitest';
import { failureText } from './batch-words.ts';

const failure = (name: string, reason: string) => ({ item: { id: name, name }, reason });

test('a batch that failed is told in one sentence', () => {
  expect(failureText([], 'dataset', 'deleted')).toBeUndefined();
  expect(failureText([failure('Rain', 'Gone.')], 'dataset', 'restored')).toBe(
    '“Rain” was not restored: Gone.',
  );
  expect(failureText([failure('Rain', 'Gone.'), failure('Snow', 'Busy.')], 'experiment', 'deleted')).toBe(
    '2 experiments were not deleted: Gone.',
  );
});
