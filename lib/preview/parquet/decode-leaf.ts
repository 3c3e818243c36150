import { decompress } from 'fzstd';
import type { ColumnMetaData, Compressors, PageHeader, SchemaTree } from 'hyparquet';
import { assembleLists } from 'hyparquet/src/assemble.js';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { compressors } from 'hyparquet-compressors';
import { ColumnUnread } from './failures.ts';
import { readHybrid } from './hybrid.ts';
import { type Dictionary, openDictionary, pageValues } from './page-values.ts';

/** Of those hyparquet comes with, the one for zstd would unpack as much as the bytes say, not as their page does. */
const unpackers: Compressors = {
  ...compressors,
  ZSTD: (input, length) => decompress(input, new Uint8Array(length)),
};

export interface LeafRows {
  /** As the file has them: numbers, bigints, booleans and bytes; null for none; lists within lists where the column is nested. */
  rows: unknown[];
  /** Another row begins behind the last one, which therefore is whole. */
  goesOn: boolean;
}

/**
 * The first `wanted` rows, or fewer, of a column's leaf, from the pages of its chunk that `bytes` hold. Throws something where they
 * are not what they say.
 */
export function decodeLeaf(
  bytes: Uint8Array,
  { codec }: Pick<ColumnMetaData, 'codec'>,
  path: SchemaTree[],
  wanted: number,
): LeafRows {
  const element = path.at(-1)?.element;
  if (!element) throw new ColumnUnread('damaged');
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const found: LeafRows = { rows: [], goesOn: false };
  let dictionary: Dictionary | undefined;
  while (!found.goesOn && reader.offset < bytes.length) {
    const header = parquetHeader(reader);
    const packed = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
    reader.offset += header.compressed_page_size;
    if (header.dictionary_page_header) {
      const unpacked = decompressPage(packed, header.uncompressed_page_size, codec, unpackers);
      dictionary = openDictionary(unpacked, element, header.dictionary_page_header.num_values);
    } else if (header.data_page_header || header.data_page_header_v2)
      addPage(found, openPage(header, packed, codec, path), path, dictionary, wanted);
  }
  return found;
}

/** A data page of either version, its levels read. */
interface Page {
  /** Values, nulls counted. */
  count: number;
  encoding: string;
  /** Of each value how many of the optional and repeated steps to it are there; absent where all are. */
  definition: Uint32Array | undefined;
  /** Of each value at which list it goes on, 0 where a row begins; absent where each is a row. */
  repetition: Uint32Array | undefined;
  bytes: Uint8Array;
}

function openPage(
  header: PageHeader,
  packed: Uint8Array,
  codec: ColumnMetaData['codec'],
  path: SchemaTree[],
): Page {
  const widths = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)].map(
    (most) => 32 - Math.clz32(most),
  );
  const [repetitionWidth = 0, definitionWidth = 0] = widths;
  const levels = (bytes: Uint8Array, width: number, count: number) =>
    width > 0 ? readHybrid(bytes, width, count) : undefined;
  const v2 = header.data_page_header_v2;
  if (v2) {
    const from = v2.repetition_levels_byte_length;
    const to = from + v2.definition_levels_byte_length;
    const length = header.uncompressed_page_size - to;
    const rest = packed.subarray(to);
    return {
      count: v2.num_values,
      encoding: v2.encoding,
      repetition: levels(packed.subarray(0, from), repetitionWidth, v2.num_values),
      definition: levels(packed.subarray(from, to), definitionWidth, v2.num_values),
      // A page of nulls alone has no bytes that could be unpacked.
      bytes:
        v2.is_compressed === false || length === 0 ? rest : decompressPage(rest, length, codec, unpackers),
    };
  }
  const { num_values: count = 0, encoding = 'PLAIN' } = header.data_page_header ?? {};
  let bytes = decompressPage(packed, header.uncompressed_page_size, codec, unpackers);
  const next = (width: number) => {
    if (width === 0) return undefined;
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    const read = readHybrid(bytes.subarray(4, 4 + length), width, count);
    bytes = bytes.subarray(4 + length);
    return read;
  };
  const repetition = next(repetitionWidth);
  return { count, encoding, repetition, definition: next(definitionWidth), bytes };
}

/** Adds the page's rows to those found, up to `wanted`. */
function addPage(
  found: LeafRows,
  page: Page,
  path: SchemaTree[],
  dictionary: Dictionary | undefined,
  wanted: number,
): void {
  const element = path.at(-1)?.element;
  if (!element) return;
  const { definition, repetition } = page;
  const taken = valuesOf(page, wanted - found.rows.length);
  found.goesOn = taken < page.count;
  const whole = getMaxDefinitionLevel(path);
  const present = (levels: Uint32Array | undefined, count: number) =>
    levels ? levels.subarray(0, count).reduce((sum, level) => sum + Number(level === whole), 0) : count;
  const total = present(definition, page.count);
  const needed = present(definition, taken);
  const { bytes, encoding } = page;
  const values = Array.from(pageValues({ bytes, encoding, total, needed }, element, dictionary)).slice(
    0,
    needed,
  );
  const definitions = definition && Array.from(definition.subarray(0, taken));
  if (!repetition && path.length === 2) {
    let next = 0;
    for (let index = 0; index < taken; index++)
      found.rows.push(!definitions || definitions[index] === whole ? values[next++] : null);
  } else {
    const repetitions = repetition ? Array.from(repetition.subarray(0, taken)) : [];
    if (taken > 0) assembleLists(found.rows, definitions, repetitions, values, path);
  }
}

/** How many of the page's values belong to the next `rows` rows; the first may belong to the row before. */
function valuesOf({ count, repetition }: Page, rows: number): number {
  if (!repetition) return Math.min(count, rows);
  let begun = 0;
  for (const [index, level] of repetition.entries()) {
    if (level === 0) begun += 1;
    if (begun > rows) return index;
  }
  return count;
}
