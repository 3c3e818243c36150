import { decodeText } from './decode-text.ts';
import { emptyPreview, encodingNote, type Preview } from './preview.ts';
import type { RangeSource } from './range-source.ts';
import { firstRead } from './read-head.ts';

const linesShown = 500;

/** The first 500 lines within the first 64 KiB of a text file. */
export async function readText(source: RangeSource, signal: AbortSignal): Promise<Preview> {
  if (source.size === 0) return emptyPreview;
  const end = Math.min(source.size, firstRead);
  const atEnd = end === source.size;
  const decoded = decodeText(await source.readRange(0, end, signal), atEnd);
  if (!decoded) return { kind: 'not-text' };
  const lines = decoded.text.split(/\r\n|\n|\r/);
  const notes = encodingNote(decoded.encoding);
  if (!atEnd && lines.length === 1) notes.push('The line goes on; only its first 64 KiB are shown.');
  // The last line may go on; a file of one long line still shows its beginning. At the end, '' follows a final newline.
  if (lines.length > 1 && (!atEnd || lines.at(-1) === '')) lines.pop();
  return {
    kind: 'text',
    lines: lines.slice(0, linesShown),
    whole: atEnd && lines.length <= linesShown,
    encoding: decoded.encoding,
    notes,
  };
}
