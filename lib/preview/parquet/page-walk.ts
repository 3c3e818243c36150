import { parquetHeader } from 'hyparquet/src/column.js';
import { ColumnUnread } from './failures.ts';
import { mostUnpacked, mostValues } from './limits.ts';

/** How far into a column's chunk its first rows reach. */
export type Walk =
  | { kind: 'enough'; end: number }
  /** The bytes end before: so many are needed at least, from the chunk's beginning on. */
  | { kind: 'more'; need: number };

/** A page's header has some hundred bytes, more where its statistics hold long values. */
const headerRoom = 8 * 1024;

/**
 * Walks over the pages that `bytes`, the beginning of a chunk of `size` bytes, hold, by their headers alone, until there are
 * `values` values or rows, or the chunk ends. Throws `ColumnUnread` where a page is damaged or unpacks to too much.
 */
export function walkPages(bytes: Uint8Array, size: number, values: number): Walk {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  for (let seen = 0; seen < values && reader.offset < size; ) {
    const from = reader.offset;
    const header = headerAt(reader);
    if (!header) {
      if (bytes.length >= size) throw new ColumnUnread('damaged');
      return { kind: 'more', need: Math.min(size, Math.max(from + headerRoom, bytes.length * 2)) };
    }
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    const held = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
    const count = held?.num_values ?? 0;
    if (!(packed >= 0 && unpacked >= 0 && count >= 0)) throw new ColumnUnread('damaged');
    if (unpacked > mostUnpacked || count > mostValues) throw new ColumnUnread('unpacked');
    reader.offset += packed;
    if (reader.offset > size) throw new ColumnUnread('damaged');
    if (reader.offset > bytes.length)
      return { kind: 'more', need: Math.min(size, reader.offset + headerRoom) };
    if (!header.dictionary_page_header) seen += header.data_page_header_v2?.num_rows ?? count;
  }
  return { kind: 'enough', end: reader.offset };
}

/** The header there; undefined where the bytes end within it. */
function headerAt(reader: { view: DataView; offset: number }) {
  try {
    return parquetHeader(reader);
  } catch {
    return undefined;
  }
}
