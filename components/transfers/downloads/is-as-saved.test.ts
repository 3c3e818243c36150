import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { progressOf } from './file-job.ts';
import { isAsSaved } from './is-as-saved.ts';

const content = 'x\n1\n';
const md5 = createHash('md5').update(content).digest('hex');
const outcome = { path: 'a.csv', size: content.length, md5, verified: true, seconds: 1 };
const { signal } = new AbortController();
const fileOf = (text: string, lastModified: number) => new File([text], 'a.csv', { lastModified });

it.each<[string, File, boolean]>([
  ['untouched', fileOf(content, 5), true],
  ['touched, with the same bytes', fileOf(content, 6), true],
  ['of other bytes and the same length', fileOf('x\n2\n', 6), false],
  ['longer', fileOf(`${content}3\n`, 6), false],
])('a saved file that is %s', async (_, there, expected) => {
  expect(await isAsSaved(there, { outcome, modified: 5 }, signal)).toBe(expected);
});

it('reads a file again of which no time is noted', async () => {
  expect(await isAsSaved(fileOf('x\n2\n', 5), { outcome }, signal)).toBe(false);
});

const hash = Uint8Array.of(1);
it.each([
  ['untouched', { done: 3, hash, modified: 5 }, fileOf(content, 5), { done: 3, hash, modified: 5 }],
  ['touched by another program', { done: 3, hash, modified: 5 }, fileOf(content, 6), undefined],
  ['shorter than was noted', { done: 30, hash, modified: 5 }, fileOf(content, 5), undefined],
  ['gone', { done: 3, hash, modified: 5 }, undefined, undefined],
  ["the browser's own: read again", { done: 3, hash }, fileOf(content, 5), { done: 3, hash: undefined }],
])('what is half there and %s', (_, state, there, expected) => {
  expect(progressOf(state, there)).toEqual(expected);
});
