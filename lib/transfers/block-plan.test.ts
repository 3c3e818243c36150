import { describe, expect, it } from 'vitest';
import { blockId, blockRange, maxBlocks, maxFileSize, planBlocks } from './block-plan.ts';

const MiB = 1024 * 1024;

describe('planBlocks', () => {
  it('plans no block for an empty file and one for a single byte', () => {
    expect(planBlocks(0)).toEqual({ blockSize: 8 * MiB, blockCount: 0 });
    expect(planBlocks(1)).toEqual({ blockSize: 8 * MiB, blockCount: 1 });
  });

  it.each([
    8 * MiB - 1,
    8 * MiB,
    8 * MiB + 1,
    300 * MiB,
    maxBlocks * 8 * MiB,
    maxBlocks * 8 * MiB + 1,
    maxFileSize,
  ])('covers %i bytes without a gap, within 50,000 blocks', (size) => {
    const plan = planBlocks(size);
    expect(plan.blockCount).toBeLessThanOrEqual(maxBlocks);
    expect(plan.blockSize % MiB).toBe(0);
    expect(blockRange(plan, size, 0).start).toBe(0);
    const last = blockRange(plan, size, plan.blockCount - 1);
    expect(last.end).toBe(size);
    expect(last.end - last.start).toBeGreaterThan(0);
    expect(last.start).toBe(blockRange(plan, size, plan.blockCount - 2).end * (plan.blockCount > 1 ? 1 : 0));
  });

  it.each([-1, 1.5, Number.NaN, maxFileSize + 1])('refuses a size of %d', (size) => {
    expect(() => planBlocks(size)).toThrow(RangeError);
  });
});

describe('blockId', () => {
  it('is base64 of one length for every index, in an order that sorts', () => {
    const ids = [0, 9, 10, 49_999].map(blockId);
    expect(new Set(ids.map((id) => id.length))).toEqual(new Set([ids[0]?.length]));
    expect(ids.map(atob)).toEqual(ids.map(atob).toSorted());
  });
});
