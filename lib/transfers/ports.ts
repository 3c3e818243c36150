import type { WriteKey } from './upload-schema.ts';

/** What storage and the portal see of a finished commit. */
export interface Receipt {
  etag: string;
  /** MD5 of the whole file, lower-case hexadecimal. */
  md5: string;
}

/** The dataset a confirmed upload became. */
export interface Listed {
  datasetId: string;
  name: string;
  version: number;
}

/** The file can no longer be read, or is no longer the one that was chosen. */
export class UnreadableSource extends Error {
  override readonly name = 'UnreadableSource';
  constructor(options?: ErrorOptions) {
    super('The file was changed, moved or deleted while it was read; choose it again.', options);
  }
}

export interface Source {
  readonly size: number;
  readonly contentType: string;
  /** Bytes [start, end), not read before they are sent. */
  slice(start: number, end: number): Blob;
}

export interface StageBlock {
  id: string;
  body: Blob;
  md5: Uint8Array;
  /** Bytes of this block sent so far. */
  onProgress: (bytes: number) => void;
}

export interface CommitBlocks {
  ids: readonly string[];
  md5: Uint8Array;
  contentType: string;
  /** Refuse (409 BlobAlreadyExists) where the blob exists. */
  onlyNew: boolean;
}

/** Two requests of blob storage, sent once each. `url` carries the SAS. They throw `StorageFailure`. */
export interface Storage {
  stageBlock(url: string, block: StageBlock, signal: AbortSignal): Promise<void>;
  commit(url: string, blocks: CommitBlocks, signal: AbortSignal): Promise<{ etag: string }>;
}

export interface BlockDigest {
  index: number;
  md5: Uint8Array;
}

/** Reads the file once from its beginning, in blocks. Throws `UnreadableSource`. */
export interface Hasher {
  /** The next block's MD5 in file order; undefined after the last. */
  next(signal: AbortSignal): Promise<BlockDigest | undefined>;
  /** MD5 of the whole file, once `next` has given its last. */
  whole(signal: AbortSignal): Promise<Uint8Array>;
}

/** The portal's side of one upload. They throw `SluiceError`. */
export interface Portal {
  renewKey(signal: AbortSignal): Promise<WriteKey>;
  confirm(receipt: Receipt, signal: AbortSignal): Promise<Listed>;
  cancel(): Promise<void>;
}

export interface Clock {
  /** Monotonic milliseconds; says nothing about the time of day. */
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Ports {
  source: Source;
  storage: Storage;
  hasher: Hasher;
  portal: Portal;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
}
