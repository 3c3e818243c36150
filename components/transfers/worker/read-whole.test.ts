import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Source, UnreadableSource } from '#lib/transfers/ports.ts';
import { readWhole } from './read-whole.ts';

const beside = new Uint8Array(16);
const digest = async () => beside;

function sourceOf(content: Blob): Source {
  return { size: content.size, contentType: 'text/plain', slice: (start, end) => content.slice(start, end) };
}

it('reads a small file once, for its MD5 and to be sent', async () => {
  const content = new Uint8Array(100_000).map((_, at) => at * 7);
  const { md5, body } = await readWhole(sourceOf(new Blob([content])), digest);
  expect(body).toEqual(content);
  expect(Buffer.from(md5)).toEqual(createHash('md5').update(content).digest());
});

it('leaves a larger one to the browser to send, as hundreds are read ahead', async () => {
  const { md5, body } = await readWhole(sourceOf(new Blob([new Uint8Array(200_000)])), digest);
  expect(body).toBeInstanceOf(Blob);
  expect(md5).toBe(beside);
});

it('tells a file that can no longer be read from a failure of ours', async () => {
  const gone = new Blob(['gone']);
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  const source = { ...sourceOf(gone), slice: () => gone };
  await expect(readWhole(source, digest)).rejects.toThrow(UnreadableSource);
});
