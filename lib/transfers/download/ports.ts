/** One sealed file as the portal tells of it. */
export interface StoredFile {
  path: string;
  size: number;
  /** Of the sealed bytes; each request names it, so that other bytes are an error. */
  etag: string;
  /** Lower-case hexadecimal; null where none was stored. */
  md5: string | null;
}

export interface RangeSource {
  /**
   * Bytes [start, end) of the blob at `url`, which carries the SAS, in chunks as they arrive. It may end early (the
   * connection was cut), and throws `StorageFailure`.
   */
  open(
    url: string,
    range: { start: number; end: number; etag: string },
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array>;
}

/** Where a file is written, from its beginning to its end. Throws `SinkFailure`. */
export interface Sink {
  /** What is written is there for others at once; else when it is closed. */
  readonly isThereAtOnce: boolean;
  write(position: number, bytes: Uint8Array): Promise<void> | void;
  truncate(size: number): Promise<void> | void;
  /** Whether the first `length` bytes outlast the page. With `now` they are made to, at whatever cost. */
  keep(length: number, now: boolean): Promise<boolean> | boolean;
  close(): Promise<void>;
  /** Closes it and leaves nothing behind. */
  discard(): Promise<void>;
}

/** The bytes cannot be written here. */
export class SinkFailure extends Error {
  override readonly name = 'SinkFailure';
  readonly full: boolean;
  constructor({ full }: { full: boolean }, options?: ErrorOptions) {
    super(full ? 'The disk is full' : 'The file cannot be written', options);
    this.full = full;
  }
}

/** How far a file has come: `hash` is the MD5's state after its first `done` bytes. */
export interface Progress {
  done: number;
  hash: Uint8Array;
}

export interface Journal {
  save(progress: Progress): Promise<void>;
  forget(): Promise<void>;
}
