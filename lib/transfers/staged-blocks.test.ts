import { expect, it } from 'vitest';
import { blockAt, indexesOf, noBlocks, withBlock } from './staged-blocks.ts';

const block = (bytes: number) => ({ bytes, md5: new Uint8Array(16) });

it('holds blocks by index, in whatever order they come, and leaves the value before as it was', () => {
  const [a, b, c] = [block(1), block(2), block(4)];
  const two = withBlock(withBlock(noBlocks, 49_999, a), 3, b);
  const three = withBlock(two, 256, c);
  expect(indexesOf(three)).toEqual([3, 256, 49_999]);
  expect([three.count, three.bytes]).toEqual([3, 7]);
  expect([3, 256, 49_999, 4].map((index) => blockAt(three, index))).toEqual([b, c, a, undefined]);
  expect([two.count, two.bytes, blockAt(two, 256)]).toEqual([2, 3, undefined]);
  expect(indexesOf(noBlocks)).toEqual([]);
});

it('counts a block that is there anew once, and one that is taken out no more', () => {
  const one = withBlock(noBlocks, 300, block(5));
  const anew = withBlock(one, 300, block(7));
  expect([anew.count, anew.bytes]).toEqual([1, 7]);
  const none = withBlock(anew, 300, undefined);
  expect([none.count, none.bytes, indexesOf(none)]).toEqual([0, 0, []]);
  expect(withBlock(none, 300, undefined)).toBe(none);
});

it('copies a page for another block, and shares the others', () => {
  let blocks = noBlocks;
  for (let index = 0; index < 1024; index++) blocks = withBlock(blocks, index, block(1));
  const more = withBlock(blocks, 300, block(2));
  expect(more.pages.filter((page, at) => page !== blocks.pages[at])).toHaveLength(1);
  expect(more.pages[0]).toBe(blocks.pages[0]);
});
