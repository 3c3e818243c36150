import type { ColumnChunk, SchemaTree } from 'hyparquet';
import { isFlatColumn } from 'hyparquet/src/schema.js';
import type { BudgetedSource, Span } from './budgeted-source.ts';
import { decodeLeaf } from './decode-leaf.ts';
import { ColumnUnread } from './failures.ts';
import { joined } from './joined.ts';
import { mostReadOfLeaf } from './limits.ts';
import { walkPages } from './page-walk.ts';

/** Bytes of a chunk that are asked for first; of a smaller one all. */
const firstRead = 64 * 1024;
const smallChunk = 256 * 1024;

/** A leaf's values of one row group. */
export interface LeafChunk {
  chunk: ColumnChunk;
  /** The schema from the root to the leaf. */
  path: SchemaTree[];
}

/** Where the chunk's pages lie in the file, of which they can fill the first `limit` bytes. Throws `ColumnUnread`. */
export function spanOf({ chunk }: LeafChunk, limit: number): Span {
  const { meta_data: meta, file_path: elsewhere } = chunk;
  if (elsewhere) throw new ColumnUnread('elsewhere');
  if (!meta || chunk.crypto_metadata) throw new ColumnUnread('encrypted');
  // Some writers give no offset, or 0, for a dictionary that comes first all the same.
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (!(start >= 4 && start < end && end <= limit)) throw new ColumnUnread('damaged');
  return { start, end };
}

/** The part of a chunk that is read first. */
export function firstSpan({ start, end }: Span): Span {
  return { start, end: end - start <= smallChunk ? end : start + firstRead };
}

/**
 * The values of the first `rows` rows of a row group, each with null or lists where the schema has it so. `first` are the bytes
 * of `firstSpan`. Throws `ColumnUnread`, or what the source throws.
 */
export async function readLeaf(
  source: BudgetedSource,
  leaf: LeafChunk,
  span: Span,
  first: Uint8Array,
  rows: number,
): Promise<unknown[]> {
  const meta = leaf.chunk.meta_data;
  if (!meta) throw new ColumnUnread('encrypted');
  const size = span.end - span.start;
  const isFlat = isFlatColumn(leaf.path);
  let bytes = first;
  // A row of a nested column is one value or many: as many pages as have more values than rows, and more where those are too few.
  for (let values = isFlat ? rows : rows + 1; ; values *= 4) {
    let walk = walkPages(bytes, size, values);
    while (walk.kind === 'more') {
      if (walk.need > mostReadOfLeaf) throw new ColumnUnread('large');
      const more = await source.read({ start: span.start + bytes.length, end: span.start + walk.need });
      bytes = joined(bytes, more);
      walk = walkPages(bytes, size, values);
    }
    const found = decodeLeaf(bytes.subarray(0, walk.end), meta, leaf.path, rows);
    const isAll = walk.end === size;
    // The last row of a page may go on in the next one.
    if (found.rows.length >= rows && (isFlat || found.goesOn || isAll)) return found.rows;
    if (isAll) throw new ColumnUnread('damaged');
  }
}
