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

/** Reads a file and one of three bytes beside it, where a blob of both, `together` bytes long, is read by `read`. */
async function readBeside(file: Blob, together: number, read: (content: Blob) => Promise<ArrayBuffer>) {
  const whole = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = function (this: Blob) {
    return this.size === together ? read(this) : whole.call(this);
  };
  try {
    return await Promise.allSettled(readFiles([sourceOf(file), sourceOf(new Blob([bytesOf(3, 9)]))], digest));
  } finally {
    Blob.prototype.arrayBuffer = whole;
  }
}

const refused = { status: 'rejected', reason: expect.any(UnreadableSource) };
const wasRead = { status: 'fulfilled', value: { body: bytesOf(3, 9) } };

it('tells a file that can no longer be read, and reads those beside it', async () => {
  const gone = new Blob(['gone']);
  const refusal = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  gone.arrayBuffer = refusal;
  // As a browser does where a part of a blob is a file that changed.
  expect(await readBeside(gone, 7, refusal)).toMatchObject([refused, wasRead]);
});

it('refuses a file that grew while a browser read it all the same, and no other', async () => {
  const grown = new Blob(['grown']);
  const longer = (content: Blob) => new Response(new Blob([content, '+'])).arrayBuffer();
  grown.arrayBuffer = () => new Response('grown+').arrayBuffer();
  expect(await readBeside(grown, 8, longer)).toMatchObject([refused, wasRead]);
});
