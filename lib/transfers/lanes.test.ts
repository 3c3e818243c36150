import { expect, it } from 'vitest';
import { createLanes } from './lanes.ts';
import { StorageFailure } from './storage-failure.ts';

const open = new AbortController().signal;

/** A task that ends when told. */
function held() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, task: () => ended };
}

it('runs as many as there are lanes, the rest in their order', async () => {
  const lanes = createLanes(2);
  const begun: number[] = [];
  const tasks = [held(), held(), held(), held()];
  const all = tasks.map(({ task }, index) =>
    lanes.run(open, () => {
      begun.push(index);
      return task();
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  tasks[1]?.end();
  await all[1];
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  for (const { end } of tasks) end();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('frees the lane of a task that fails', async () => {
  const lanes = createLanes(1);
  await expect(lanes.run(open, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lanes.run(open, async () => 7)).toBe(7);
});

it('loses no lane to one who leaves the queue', async () => {
  const lanes = createLanes(1);
  const first = held();
  const running = lanes.run(open, first.task);
  const leaver = new AbortController();
  const left = lanes.run(leaver.signal, async () => 'ran');
  const last = lanes.run(open, async () => 'last');
  leaver.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  first.end();
  await running;
  expect(await last).toBe('last');
});

it('takes three small ones in the place of one, and lets none of them pass one that waits', async () => {
  const lanes = createLanes(1);
  const begun: string[] = [];
  const tasks = ['a', 'b', 'c'].map((name) => ({ name, ...held() }));
  const run = (name: string, task: () => Promise<void>, size?: 'small') =>
    lanes.run(
      open,
      () => {
        begun.push(name);
        return task();
      },
      size,
    );
  const small = tasks.map(({ name, task }) => run(name, task, 'small'));
  const large = held();
  const last = held();
  const rest = [run('large', large.task), run('last', last.task, 'small')];
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const { end } of tasks.slice(0, 2)) end();
  await Promise.all(small.slice(0, 2));
  expect(begun).toEqual(['a', 'b', 'c']);
  tasks[2]?.end();
  await small[2];
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c', 'large']);
  large.end();
  await rest[0];
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c', 'large', 'last']);
  last.end();
  await rest[1];
});

it('lets those behind pass where one that waits leaves', async () => {
  const lanes = createLanes(1);
  const first = held();
  const running = lanes.run(open, first.task, 'small');
  const leaver = new AbortController();
  const left = lanes.run(leaver.signal, async () => 'large');
  const behind = lanes.run(open, async () => 'small', 'small');
  leaver.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  expect(await behind).toBe('small');
  first.end();
  await running;
});

/** Begins `count` tasks that wait; answers how many of them are let run, ends those by `error` or without, and all others. */
async function roundOf(lanes: ReturnType<typeof createLanes>, count: number, error?: Error): Promise<number> {
  const leaver = new AbortController();
  const ends: (() => void)[] = [];
  const all = Array.from({ length: count }, () =>
    lanes.run(
      leaver.signal,
      () =>
        new Promise<void>((resolve, reject) => {
          ends.push(() => (error ? reject(error) : resolve()));
        }),
    ),
  );
  await Promise.resolve();
  const begun = ends.length;
  leaver.abort(new Error('left'));
  for (const end of ends) end();
  await Promise.allSettled(all);
  return begun;
}

it('lets fewer run where a line breaks before any of them is through, and one more with each that is', async () => {
  const lanes = createLanes(6);
  const broken = new StorageFailure('network');
  const silent = new StorageFailure('stalled');
  expect(await roundOf(lanes, 9, broken)).toBe(6);
  expect(await roundOf(lanes, 9, silent)).toBe(3);
  expect(await roundOf(lanes, 9, broken)).toBe(1);
  expect(await roundOf(lanes, 9, broken)).toBe(1);
  expect(await roundOf(lanes, 1)).toBe(1);
  expect(await roundOf(lanes, 9)).toBe(2);
  expect(await roundOf(lanes, 9)).toBe(4);
  expect(await roundOf(lanes, 9)).toBe(6);
  expect(await roundOf(lanes, 9)).toBe(6);
});

it('lets as many run as ever where some requests are lost among others, or storage refuses them', async () => {
  const lanes = createLanes(2);
  const lose = () => lanes.run(open, () => Promise.reject(new StorageFailure('network'))).catch(() => {});
  for (let n = 0; n < 5; n++) {
    await lose();
    await lanes.run(open, async () => {});
  }
  const refused = new StorageFailure('refused', { status: 503, code: 'ServerBusy' });
  expect(await roundOf(lanes, 4, refused)).toBe(2);
  expect(await roundOf(lanes, 4)).toBe(2);
});
