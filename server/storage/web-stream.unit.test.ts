import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toWebStream } from './web-stream.ts';

const bytes = (text: string) => Buffer.from(text);
/** A stream that has this much in its buffer, and no end yet. */
function bodyWith(...chunks: string[]): Readable {
  const body = new Readable({ read: () => undefined });
  for (const chunk of chunks) body.push(bytes(chunk));
  return body;
}

let uncaught: unknown[];
const note = (error: unknown) => uncaught.push(error);
beforeEach(() => {
  uncaught = [];
  process.on('uncaughtException', note).on('unhandledRejection', note);
});
afterEach(() => {
  process.off('uncaughtException', note).off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});

it('hands over all bytes, and ends', async () => {
  const body = bodyWith('one', 'two');
  setImmediate(() => body.push(bytes('three')) && body.push(null));
  const read: Uint8Array[] = [];
  for await (const chunk of toWebStream(body)) read.push(chunk);
  expect(Buffer.concat(read).toString()).toBe('onetwothree');
});

it('fails as the stream does', async () => {
  const body = bodyWith('one');
  const reader = toWebStream(body).getReader();
  await reader.read();
  const next = reader.read();
  body.destroy(new Error('storage went away'));
  await expect(next).rejects.toThrow('storage went away');
});

it.each([
  // So much that it was read ahead of its reader no further than the first.
  ['while bytes are waiting', bodyWith(...Array.from({ length: 3 }, () => 'x'.repeat(65_536)))],
  ['while there are none', bodyWith()],
])('ends the stream when its reader goes away %s, and throws nowhere', async (_, body) => {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const reader = toWebStream(body).getReader();
  await turn();
  void reader.read();
  await reader.cancel();
  // What was put off to the next turn has thrown by now.
  await turn();
  expect(body.destroyed).toBe(true);
});

it('reads nothing that was not asked for', () => {
  const body = bodyWith('one');
  toWebStream(body);
  expect(body.readableLength).toBe(3);
});
