import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Source, UnreadableSource } from '#lib/transfers/ports.ts';
import { readFiles } from './read-files.ts';

const beside = new Uint8Array(16);
const digest = async () => beside;

function sourceOf(content: Blob): Source {
  return {
    size: content.size,
    contentType: 'text/plain',
    slice: (start, end) => (start === 0 && end === content.size ? content : content.slice(start, end)),
  };
}

function bytesOf(length: number, factor: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length).map((_, at) => at * factor);
}

it('reads small files once, each for its MD5 and to be sent', async () => {
  const contents = [bytesOf(100_000, 7), bytesOf(0, 1), bytesOf(3, 5)];
  const read = await Promise.all(
    readFiles(
      contents.map((content) => sourceOf(new Blob([content]))),
      digest,
    ),
  );
  expect(read.map(({ body }) => body)).toEqual(contents);
  expect(read.map(({ md5 }) => Buffer.from(md5).toString('hex'))).toEqual(
    contents.map((content) => createHash('md5').update(content).digest('hex')),
  );
});

it('leaves a larger one to the browser to send, as hundreds are read ahead', async () => {
  const [large, small] = await Promise.all(
    readFiles([sourceOf(new Blob([bytesOf(200_000, 1)])), sourceOf(new Blob([bytesOf(1, 0)]))], digest),
  );
  expect(large?.body).toBeInstanceOf(Blob);
  expect(large?.md5).toBe(beside);
  expect(small?.body).toEqual(bytesOf(1, 0));
});

it('tells a file that can no longer be read, and reads those beside it', async () => {
  const gone = new Blob(['gone']);
  const refusal = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  gone.arrayBuffer = refusal;
  const whole = Blob.prototype.arrayBuffer;
  // As a browser does where a part of a blob is a file that changed.
  Blob.prototype.arrayBuffer = function (this: Blob) {
    return this.size === 7 ? refusal() : whole.call(this);
  };
  try {
    const [first, second] = await Promise.allSettled(
      readFiles([sourceOf(gone), sourceOf(new Blob([bytesOf(3, 9)]))], digest),
    );
    expect(first).toMatchObject({ status: 'rejected', reason: expect.any(UnreadableSource) });
    expect(second).toMatchObject({ status: 'fulfilled', value: { body: bytesOf(3, 9) } });
  } finally {
    Blob.prototype.arrayBuffer = whole;
  }
});

it('refuses a file that grew while a browser read it all the same, and no other', async () => {
  const grown = new Blob(['grown']);
  const whole = Blob.prototype.arrayBuffer;
  const longer = (content: Blob) => whole.call(new Blob([content, '+']));
  grown.arrayBuffer = () => longer(grown);
  // Both together are five bytes and three, and come as nine.
  Blob.prototype.arrayBuffer = function (this: Blob) {
    return this.size === 8 ? longer(this) : whole.call(this);
  };
  try {
    const [first, second] = await Promise.allSettled(
      readFiles([sourceOf(grown), sourceOf(new Blob([bytesOf(3, 9)]))], digest),
    );
    expect(first).toMatchObject({ status: 'rejected', reason: expect.any(UnreadableSource) });
    expect(second).toMatchObject({ status: 'fulfilled', value: { body: bytesOf(3, 9) } });
  } finally {
    Blob.prototype.arrayBuffer = whole;
  }
});
