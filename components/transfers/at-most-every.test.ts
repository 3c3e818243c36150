import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('acts at once, then once for all that came meanwhile, each key by itself', () => {
  const done: string[] = [];
  const act = atMostEvery(1000, (key: string) => done.push(key));
  for (const key of ['a', 'a', 'b', 'a']) act(key);
  expect(done).toEqual(['a', 'b']);
  vi.advanceTimersByTime(1000);
  expect(done).toEqual(['a', 'b', 'a']);
  vi.advanceTimersByTime(5000);
  expect(done).toEqual(['a', 'b', 'a']);
  act('a');
  expect(done).toEqual(['a', 'b', 'a', 'a']);
});
