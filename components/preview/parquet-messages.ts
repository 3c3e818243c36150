import type { Preview } from '#lib/preview/preview.ts';

/** What the page tells the thread that reads a Parquet file. */
export type ToParquet =
  | { type: 'read'; size: number }
  /** The bytes that were asked for. */
  | { type: 'bytes'; ask: number; bytes: Uint8Array };

/** What that thread tells the page. */
export type FromParquet =
  /** It needs these bytes of the file. */
  { type: 'ask'; ask: number; start: number; end: number } | { type: 'done'; preview: Preview };
