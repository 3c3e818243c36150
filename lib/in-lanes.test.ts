import { expect, it } from 'vitest';
import { inLanes } from './in-lanes.ts';

it('works on everything, no more than so many at a time', async () => {
  const done: number[] = [];
  let [busy, most] = [0, 0];
  await inLanes(3, [0, 1, 2, 3, 4, 5, 6], async (item) => {
    busy += 1;
    most = Math.max(most, busy);
    await Promise.resolve();
    busy -= 1;
    done.push(item);
  });
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(most).toBe(3);
});

it('begins nothing new after a failure, and throws it once what was begun has ended', async () => {
  const begun: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 1) throw new Error('second');
  };
  await expect(inLanes(2, [0, 1, 2, 3, 4, 5], work)).rejects.toThrow('second');
  expect(begun.length).toBeLessThan(5);
});

it('has nothing to do with nothing', async () => {
  await expect(inLanes(4, [], () => Promise.reject(new Error('never')))).resolves.toBeUndefined();
});
