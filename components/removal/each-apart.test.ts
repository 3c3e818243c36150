import { expect, test } from 'vitest';
import { eachApart } from './each-apart.ts';

test('one that fails holds up no other and keeps its reason', async () => {
  const reason = new Error('b is taken');
  const { done, failures } = await eachApart(['a', 'b', 'c'], async (item) => {
    if (item === 'b') throw reason;
  });
  expect(done.sort()).toEqual(['a', 'c']);
  expect(failures).toEqual([{ item: 'b', error: reason }]);
});

test('no more run at once than there are lanes, and each runs once', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  await eachApart(
    Array.from({ length: 20 }, (_, index) => index),
    async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      seen.push(item);
      running -= 1;
    },
    3,
  );
  expect(most).toBe(3);
  expect(seen.sort((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, index) => index));
});
