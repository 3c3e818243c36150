import { type FileMetaData, parquetMetadata } from 'hyparquet';
import type { Preview } from '../preview.ts';
import type { RangeSource } from '../range-source.ts';
import { rawStatistics } from './column-stats.ts';
import { joined } from './joined.ts';
import { mostFooter } from './limits.ts';

/** Bytes that are asked for first: most footers are within. */
const firstRead = 64 * 1024;
const magicBytes = 4;
/** The footer's length and the magic bytes end the file. */
const endBytes = 8;

/**
 * What a Parquet file says of itself, at its end, and where in the file that begins; or the outcome where it says nothing that
 * can be read. Throws what `source` throws.
 */
export async function readFooter(
  source: RangeSource,
  signal: AbortSignal,
): Promise<{ metadata: FileMetaData; start: number } | Extract<Preview, { reason: string }>> {
  if (source.size < magicBytes + endBytes) return notParquet;
  const readFrom = Math.max(0, source.size - firstRead);
  const last = await source.readRange(readFrom, source.size, signal);
  const magic = new TextDecoder('latin1').decode(last.subarray(-magicBytes));
  if (magic === 'PARE')
    return {
      kind: 'unreadable',
      reason: 'Its columns and their names are encrypted, with a key of its owner.',
    };
  if (magic !== 'PAR1') return notParquet;
  const length = new DataView(last.buffer, last.byteOffset + last.length - endBytes).getUint32(0, true);
  if (length > source.size - endBytes - magicBytes) return notParquet;
  if (length > mostFooter)
    return { kind: 'too-large', reason: 'Its footer, with the schema, has more than 16 MiB.' };
  const start = source.size - endBytes - length;
  const before = start < readFrom ? await source.readRange(start, readFrom, signal) : new Uint8Array();
  try {
    // What a column means for maps is not needed.
    return {
      metadata: parquetMetadata(joined(before, last), { geoparquet: false, parsers: rawStatistics }),
      start,
    };
  } catch {
    return { kind: 'unreadable', reason: 'Its footer, with the schema, is damaged.' };
  }
}

const notParquet: Extract<Preview, { kind: 'unreadable' }> = {
  kind: 'unreadable',
  reason: 'It does not end as a Parquet file does: it is another kind of file, or its end is missing.',
};
