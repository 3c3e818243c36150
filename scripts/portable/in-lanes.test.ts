import { expect, test } from 'vitest';
import { inLanes } from './in-lanes.mjs';

test('at most so many are under way, and all are done', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    done.push(item);
  };
  await inLanes([1, 2, 3, 4, 5, 6, 7], 3, work, new AbortController());
  expect(most).toBe(3);
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('the first error stops the rest, aborts what is under way and closes the source', async () => {
  let closed = false;
  const begun: number[] = [];
  async function* items() {
    try {
      for (let item = 1; ; item++) yield item;
    } finally {
      closed = true;
    }
  }
  const controller = new AbortController();
  const work = async (item: number) => {
    begun.push(item);
    if (item === 4) throw new Error('the fourth');
  };
  await expect(inLanes(items(), 2, work, controller)).rejects.toThrow('the fourth');
  expect(controller.signal.aborted).toBe(true);
  expect(closed).toBe(true);
  expect(begun.length).toBeLessThan(7);
});
