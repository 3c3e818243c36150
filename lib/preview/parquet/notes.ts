import { countOf } from '#lib/format/count.ts';
import type { ParquetColumn } from './columns.ts';
import type { Unread } from './failures.ts';

/** Columns that a sentence names; the rest it counts. */
const mostNamed = 3;

const reasons: Record<Unread, string> = {
  large: 'a preview reads 4 MiB of a column and 16 MiB in all',
  unpacked: 'some hundred rows unpack to more than 64 MiB',
  damaged: 'their bytes are damaged, or written in a way that is not known here',
  encrypted: 'they are encrypted',
  elsewhere: 'they lie in another file',
};

/** Which columns were not read, and why. */
export function unreadNotes(
  columns: readonly { column: ParquetColumn; why: Unread | undefined }[],
): string[] {
  return Object.entries(reasons).flatMap(([why, reason]) => {
    const names = columns.filter((one) => one.why === why).map(({ column }) => column.tree.element.name);
    if (names.length === 0) return [];
    const named = names.slice(0, mostNamed).map((name) => `“${name.slice(0, 60)}”`);
    const rest = names.length - named.length;
    const more = rest > 0 ? ` and ${countOf(rest, 'more column')}` : '';
    return [`Not read: ${named.join(', ')}${more}; ${reason}.`];
  });
}
