import { fromHex, toHex } from './hex.ts';

const MiB = 1024 * 1024;

/** Most blocks one blob can be committed from (Azure Blob Storage). */
export const maxBlocks = 50_000;
/** Largest file taken: 4 TiB. */
export const maxFileSize = 4 * MiB * MiB;
const smallestBlock = 8 * MiB;

export interface BlockPlan {
  /** Bytes of each block but the last; a whole number of MiB. */
  blockSize: number;
  /** Blocks to stage; 0 for an empty file. */
  blockCount: number;
}

/**
 * How a file of `size` bytes (0 to 4 TiB) is cut: blocks of 8 MiB, larger only when 50,000 of them would not reach.
 */
export function planBlocks(size: number): BlockPlan {
  if (!Number.isSafeInteger(size) || size < 0 || size > maxFileSize)
    throw new RangeError(`size must be 0 to ${maxFileSize} bytes, got ${size}`);
  const needed = Math.ceil(size / maxBlocks / MiB) * MiB;
  const blockSize = Math.max(smallestBlock, needed);
  return { blockSize, blockCount: Math.ceil(size / blockSize) };
}

/** The id of block `index`: base64 of a fixed-width text, as all ids of one blob must have equal length. */
export function blockId(index: number): string {
  return btoa(`block-${String(index).padStart(6, '0')}`);
}

/**
 * The id of block `index` that also says what is in it: base64 of `NNNNNN-` and the MD5 in hexadecimal. Storage's own list
 * of staged blocks thus tells what a resumed upload need not send again, with no trust in what the browser remembers.
 */
export function contentBlockId(index: number, md5: Uint8Array): string {
  return btoa(`${String(index).padStart(6, '0')}-${toHex(md5)}`);
}

/** What `contentBlockId` wrote, or undefined for an id of another making. */
export function readBlockId(id: string): { index: number; md5: Uint8Array } | undefined {
  const [, index, md5] = /^(\d{6})-([0-9a-f]{32})$/.exec(atobOrEmpty(id)) ?? [];
  return index && md5 ? { index: Number(index), md5: fromHex(md5) } : undefined;
}

function atobOrEmpty(id: string): string {
  try {
    return atob(id);
  } catch {
    return '';
  }
}

/** Where block `index` lies in a file of `size` bytes: [start, end). */
export function blockRange(plan: BlockPlan, size: number, index: number): { start: number; end: number } {
  const start = index * plan.blockSize;
  return { start, end: Math.min(start + plan.blockSize, size) };
}
