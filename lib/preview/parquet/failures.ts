import type { RangeSource } from '../range-source.ts';

/** Why a column's cells are not read. */
export type Unread = 'large' | 'unpacked' | 'damaged' | 'encrypted' | 'elsewhere';

/** A column that is not read, from wherever it is found out. */
export class ColumnUnread extends Error {
  readonly why: Unread;

  constructor(why: Unread) {
    super(`column not read: ${why}`);
    this.why = why;
  }
}

/** The file could not be read, of which `cause` tells. */
export class SourceFailed extends Error {}

/** The same source, whose failures can be told from those that a file's bytes bring about. */
export function tellingFailures(source: RangeSource): RangeSource {
  return {
    size: source.size,
    readRange: (start, end, signal) =>
      source.readRange(start, end, signal).catch((cause) => {
        throw new SourceFailed('the file could not be read', { cause });
      }),
  };
}

/** What is wrong with the column where its bytes brought about `error`; a failure of the source is thrown on. */
export function whyUnread(error: unknown): Unread {
  if (error instanceof SourceFailed) throw error;
  // Whatever else a decoder throws, it is the bytes that it did not expect.
  return error instanceof ColumnUnread ? error.why : 'damaged';
}
