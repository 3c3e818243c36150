import { expect, test } from 'vitest';
import { Failure, Passing } from './failure.mjs';
import { retrying } from './retrying.mjs';

const { signal } = new AbortController();

function failing(times: number, error: Error) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) throw error;
    return tries;
  };
}

test('what passes is tried again, after growing pauses and never sooner than told', async () => {
  const pauses: number[] = [];
  const pause = async (ms: number) => pauses.push(ms);
  expect(await retrying(failing(5, new Passing('busy')), signal, pause)).toBe(6);
  expect(pauses.every((ms, index) => ms <= 500 * 2 ** index)).toBe(true);
  await retrying(failing(1, new Passing('busy', '7')), signal, pause);
  expect(pauses.at(-1)).toBe(7000);
});

test('what does not pass is not tried again, and nothing is tried for ever', async () => {
  const pause = async () => {};
  await expect(retrying(failing(1, new Failure('gone')), signal, pause)).rejects.toThrow('gone');
  await expect(retrying(failing(8, new Passing('busy')), signal, pause)).rejects.toThrow('busy');
  expect(await retrying(failing(7, new Passing('busy')), signal, pause)).toBe(8);
});
