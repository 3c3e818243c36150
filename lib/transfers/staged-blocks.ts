/** A block that storage holds; the MD5 tells whether the file still has the same bytes there. */
export interface StagedBlock {
  readonly bytes: number;
  readonly md5: Uint8Array;
}

type Page = readonly (StagedBlock | undefined)[];

/**
 * Blocks by index, as a value that does not change: another block is another value, which shares all pages but one with the
 * one before. An upload has up to 50,000 blocks; copying all of them for each would take longer than sending them.
 */
export interface StagedBlocks {
  readonly count: number;
  /** Of all of them. */
  readonly bytes: number;
  readonly pages: readonly (Page | undefined)[];
}

/** About the root of the most blocks, so that a page and the list of pages are equally short. */
const pageLength = 256;

export const noBlocks: StagedBlocks = { count: 0, bytes: 0, pages: [] };

export function blockAt({ pages }: StagedBlocks, index: number): StagedBlock | undefined {
  return pages[Math.floor(index / pageLength)]?.[index % pageLength];
}

/** With `block` there instead of what was; undefined: with nothing there. The same object where nothing changed. */
export function withBlock(blocks: StagedBlocks, index: number, block: StagedBlock | undefined): StagedBlocks {
  const before = blockAt(blocks, index);
  if (before === block) return blocks;
  const pages = blocks.pages.slice();
  const at = Math.floor(index / pageLength);
  const page = pages[at]?.slice() ?? [];
  page[index % pageLength] = block;
  pages[at] = page;
  return {
    count: blocks.count + (block ? 1 : 0) - (before ? 1 : 0),
    bytes: blocks.bytes + (block?.bytes ?? 0) - (before?.bytes ?? 0),
    pages,
  };
}

/** In ascending order. */
export function indexesOf({ pages }: StagedBlocks): number[] {
  const indexes: number[] = [];
  pages.forEach((page, at) => {
    page?.forEach((block, place) => {
      if (block) indexes.push(at * pageLength + place);
    });
  });
  return indexes;
}
