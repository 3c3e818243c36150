import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createTwoMd5 } from './two-md5.ts';

function md5Of(content: Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('the MD5 of blocks and of the whole file in one pass', () => {
  // Around the ends of chunks (64 bytes), of the padding (56), and of the program's room for data (64 KiB).
  const lengths = [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 65_535, 65_536, 65_537, 200_000];

  test.each(lengths)('is what Node says for one block of %i bytes', async (length) => {
    const content = randomBytes(length);
    const md5 = await createTwoMd5();
    md5.update(content);
    expect(hex(md5.endBlock())).toBe(md5Of(content));
    expect(hex(md5.whole())).toBe(md5Of(content));
  });

  test('does not depend on how the bytes come', async () => {
    const content = randomBytes(300_000);
    const md5 = await createTwoMd5();
    for (let at = 0, step = 1; at < content.length; at += step, step = (step * 7) % 70_001)
      md5.update(content.subarray(at, at + step));
    expect(hex(md5.endBlock())).toBe(md5Of(content));
    expect(hex(md5.whole())).toBe(md5Of(content));
  });

  test('tells each block and the whole of a file of several, also where it goes on from a kept state', async () => {
    const blockSize = 64 * 1024;
    const content = randomBytes(3 * blockSize + 100);
    const blocks = [0, 1, 2, 3].map((index) => content.subarray(index * blockSize, (index + 1) * blockSize));
    const first = await createTwoMd5();
    const told: string[] = [];
    for (const block of blocks.slice(0, 2)) {
      first.update(block);
      told.push(hex(first.endBlock()));
    }
    const second = await createTwoMd5(first.save());
    for (const block of blocks.slice(2)) {
      second.update(block);
      told.push(hex(second.endBlock()));
    }
    expect(told).toEqual(blocks.map(md5Of));
    expect(hex(second.whole())).toBe(md5Of(content));
  });

  test('refuses to keep a state within a chunk of 64 bytes', async () => {
    const md5 = await createTwoMd5();
    md5.update(randomBytes(65));
    expect(() => md5.save()).toThrow(RangeError);
  });
});
