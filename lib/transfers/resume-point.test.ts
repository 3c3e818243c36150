import { expect, it } from 'vitest';
import { contentBlockId, readBlockId } from './block-plan.ts';
import { DifferentFile } from './ports.ts';
import { mustBeSameFile, resumeFrom } from './resume-point.ts';
import { indexesOf } from './staged-blocks.ts';
import { md5Of } from './testing/fake-storage.ts';
import { uploadFixture } from './testing/upload-fixture.ts';
import { initialTransfer } from './transfer-state.ts';

const plan = { blockSize: 1000, blockCount: 11 };
const never = new Promise<never>(() => {});

/** An upload whose page went away after `requests` requests. */
async function interrupted(requests: number) {
  const upload = uploadFixture({
    width: 2,
    script: (_, n) => {
      if (n !== requests) return undefined;
      upload.pause();
      return never;
    },
  });
  await upload.run();
  return upload;
}

it('writes the MD5 of a block into its id, all of one length, and reads it back', () => {
  const md5 = Uint8Array.from({ length: 16 }, (_, index) => index * 16);
  const ids = [0, 9, 49_999].map((index) => contentBlockId(index, md5));
  expect(new Set(ids.map(({ length }) => length)).size).toBe(1);
  expect(ids.map(readBlockId)).toEqual([0, 9, 49_999].map((index) => ({ index, md5 })));
  expect(['YmxvY2stMDAwMDAw', 'not base64!', ''].map(readBlockId)).toEqual([undefined, undefined, undefined]);
});

it('with nothing but storage to ask, sends only what is missing', async () => {
  const upload = await interrupted(6);
  const held = upload.held();
  upload.setState(resumeFrom(initialTransfer(10_500), plan, held, undefined));
  const before = upload.requests.length;
  await upload.run({}, { sameFile: true });
  expect(upload.state().phase.name).toBe('done');
  expect(upload.requests.length - before).toBe(11 - held.blocks.length + 1);
  expect(md5Of(upload.blob()?.content ?? new Uint8Array())).toBe(md5Of(upload.content));
});

it('hashes on from where the browser remembers, as far as storage holds every block', async () => {
  const upload = await interrupted(6);
  const { hashed } = upload.state();
  expect(hashed?.blocks).toBeGreaterThan(2);
  const resumed = resumeFrom(initialTransfer(10_500), plan, upload.held(), hashed);
  expect(resumed.hashed).toEqual(hashed);
  const [, ...rest] = upload.held().blocks;
  expect(
    resumeFrom(initialTransfer(10_500), plan, { committed: null, blocks: rest }, hashed).hashed,
  ).toBeUndefined();
});

it('leaves only the confirm where the blob is committed already', async () => {
  const upload = await interrupted(13);
  await upload.run();
  const before = upload.requests.length;
  upload.setState(resumeFrom(initialTransfer(10_500), plan, upload.held(), undefined));
  await upload.run();
  expect(upload.requests).toHaveLength(before);
  expect(upload.confirms.at(-1)).toEqual({ etag: upload.blob()?.etag, md5: upload.blob()?.md5 });
});

it('does not count blocks of another size or of another making', () => {
  const md5 = new Uint8Array(16);
  const blocks = [
    { id: contentBlockId(0, md5), size: 999 },
    { id: contentBlockId(10, md5), size: 500 },
    { id: contentBlockId(11, md5), size: 1000 },
    { id: 'YmxvY2stMDAwMDAx', size: 1000 },
  ];
  const { staged } = resumeFrom(initialTransfer(10_500), plan, { committed: null, blocks }, undefined);
  expect(indexesOf(staged)).toEqual([10]);
});

it('refuses another file: of another size, with another beginning, or other bytes in between', async () => {
  const upload = await interrupted(8);
  const state = resumeFrom(initialTransfer(10_500), plan, upload.held(), undefined);
  const digest = async (block: Blob) => Buffer.from(md5Of(new Uint8Array(await block.arrayBuffer())), 'hex');
  const like = (content: Uint8Array<ArrayBuffer>) => {
    const blob = new Blob([content]);
    return { size: blob.size, contentType: 'text/csv', slice: (a: number, b: number) => blob.slice(a, b) };
  };
  const content = new Uint8Array(upload.content);
  await expect(mustBeSameFile(like(content), state, plan, digest)).resolves.toBeUndefined();
  await expect(mustBeSameFile(like(content.slice(1)), state, plan, digest)).rejects.toThrow(DifferentFile);
  const other = content.slice();
  other[3] = 255;
  await expect(mustBeSameFile(like(other), state, plan, digest)).rejects.toThrow('not the file');

  // What the samples do not see, the hash does on the way.
  upload.content[1500] = 255;
  upload.setState(state);
  await upload.run({}, { sameFile: true });
  expect(upload.state().phase).toMatchObject({
    name: 'failed',
    reason: expect.stringContaining('not the file'),
  });
  expect(upload.blob()).toBeUndefined();
});
