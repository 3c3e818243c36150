import { expect, it } from 'vitest';
import { type FileOutcome, initialFolder, reduceFolder } from './folder-state.ts';
import { progressOf } from './transfer-view.ts';

const failure = (n: number): FileOutcome => ({
  path: `${n}.csv`,
  outcome: 'failed',
  bytes: 1,
  md5: undefined,
  seconds: 0,
  reason: 'gone',
});

it('counts all files that failed, keeps the first hundred, and copies none for those behind them', () => {
  let state = initialFolder(1000, 1000);
  for (let n = 0; n < 100; n++) state = reduceFolder(state, { type: 'file', file: failure(n) });
  const { failed } = state;
  for (let n = 100; n < 1000; n++) state = reduceFolder(state, { type: 'file', file: failure(n) });
  expect(state.failed).toHaveLength(100);
  expect(state.failed).toBe(failed);
  expect(failed.map(({ path }) => path)).toEqual(Array.from({ length: 100 }, (_, n) => `${n}.csv`));
  expect(progressOf(state, 0).files).toMatchObject({ count: 1000, done: 0, failedCount: 1000, failed });
  expect(reduceFolder(state, { type: 'uploading' })).toMatchObject({ failedCount: 0, failed: [] });
});
