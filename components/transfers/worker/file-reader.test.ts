import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readerOf } from './file-reader.ts';

const content = new Uint8Array(randomBytes(5000));

/** A file whose streams bring `piece` bytes a read, and whose first one falls silent after `silentAfter`. */
function fileOf({ silentAfter = Number.POSITIVE_INFINITY, byob = true } = {}) {
  let streams = 0;
  const file = (from: number, to = content.length): Blob =>
    ({
      size: to - from,
      slice: (start: number, end = to - from) => file(from + start, Math.min(from + end, to)),
      arrayBuffer: async () => content.slice(from, to).buffer,
      stream() {
        streams++;
        let at = from;
        const falls = streams === 1 ? silentAfter : Number.POSITIVE_INFINITY;
        if (!byob) return new ReadableStream();
        return new ReadableStream({
          type: 'bytes',
          pull({ byobRequest }) {
            if (at - from >= falls) return new Promise(() => {});
            const view = byobRequest?.view;
            if (!view) return;
            const part = content.subarray(at, Math.min(at + Math.min(view.byteLength, 700), to));
            new Uint8Array(view.buffer, view.byteOffset).set(part);
            at += part.length;
            byobRequest.respond(part.length);
          },
        });
      },
    }) as unknown as Blob;
  return { file: file(0), streams: () => streams };
}

async function readAll(file: Blob, from = 0): Promise<Uint8Array> {
  const read = readerOf(file, from, 1000);
  const parts: Uint8Array[] = [];
  for (let at = from; at < content.length; ) {
    const part = await read.next(Math.min(1000, content.length - at));
    parts.push(part.slice());
    at += part.length;
  }
  read.end();
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([0, 1234])('reads a file from byte %i by one stream', async (from) => {
  const { file, streams } = fileOf();
  expect(await readAll(file, from)).toEqual(content.slice(from));
  expect(streams()).toBe(1);
});

it('leaves a stream that falls silent, and goes on at the byte reached', async () => {
  const { file, streams } = fileOf({ silentAfter: 2100 });
  const reading = readAll(file);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await reading).toEqual(content);
  expect(streams()).toBe(2);
});

it('reads slices where streams know no buffers of ours', async () => {
  expect(await readAll(fileOf({ byob: false }).file)).toEqual(content);
});

it('says so where the file became shorter', async () => {
  const read = readerOf(fileOf({ byob: false }).file, content.length, 1000);
  await expect(read.next(10)).rejects.toThrow('shorter');
});
