/** One sealed file as the portal tells of it. */
export interface StoredFile {
  path: string;
  size: number;
  /** Of the sealed bytes; each read is of it alone, so that other bytes are an error. */
  etag: string;
  /** Lower-case hexadecimal; null where none was stored. */
  md5: string | null;
}

export interface RangeSource {
  /**
   * Bytes [start, end) of the blob at `url`, which carries the SAS, in chunks as they arrive. It may end early (the
   * connection was cut), or not at `end`, and throws `StorageFailure`. `onWhole` is called where the whole blob comes, of
   * which what stands before `start` is passed over, with empty chunks meanwhile: something on the way takes ranges off.
   */
  open(
    url: string,
    range: { start: number; end: number; etag: string },
    signal: AbortSignal,
    onWhole?: () => void,
  ): AsyncIterable<Uint8Array>;
}

/** Where a file is written, from its beginning to its end. Throws `SinkFailure`. */
export interface Sink {
  write(position: number, bytes: Uint8Array): Promise<void> | void;
  /** Bytes that an earlier run has written, fewer where fewer are there; before anything else is written. */
  read(position: number, length: number): Promise<Uint8Array> | Uint8Array;
  truncate(size: number): Promise<void> | void;
  /** Undefined where the first `length` bytes may not outlast the page. With `now` they are made to, at whatever cost. */
  keep(length: number, now: boolean): Promise<Kept | undefined> | Kept | undefined;
  close(): Promise<void>;
  /** Closes it and leaves nothing behind. */
  discard(): Promise<void>;
}

/** `modified`: `File.lastModified` of what is there, where other programs can write too. */
export interface Kept {
  readonly modified?: number;
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

/** How far a file has come: `hash` is the MD5's state after its first `done` bytes; where it is not known they are read again. */
export interface Progress extends Kept {
  done: number;
  hash: Uint8Array | undefined;
}

export interface Journal {
  save(progress: Progress): Promise<void>;
  forget(): Promise<void>;
}
