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
  /** MD5 of the whole as the portal recorded it, lower-case hexadecimal; told where there is no dataset to look it up. */
  md5?: string | null;
}

/** The file can no longer be read, or is no longer the one that was chosen. */
export class UnreadableSource extends Error {
  override readonly name = 'UnreadableSource';
  constructor(options?: ErrorOptions) {
    super('The file was changed, moved or deleted while it was read; choose it again.', options);
  }
}

/** The file picked to go on with an upload is another one than it began with. */
export class DifferentFile extends Error {
  override readonly name = 'DifferentFile';
  constructor(options?: ErrorOptions) {
    super(
      'This is not the file that the upload began with; choose that one, or cancel this upload and begin a new one.',
      options,
    );
  }
}

/** The reason of an abort that pauses: what is in storage stays, and the upload goes on later. */
export class PauseRequest extends Error {
  override readonly name = 'PauseRequest';
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

export interface PutBlob {
  /** A small file is read before it is sent. */
  body: Blob | Uint8Array<ArrayBuffer>;
  md5: Uint8Array;
  contentType: string;
  onProgress: (bytes: number) => void;
}

/** Three requests of blob storage, sent once each. `url` carries the SAS. They throw `StorageFailure`. */
export interface Storage {
  /** A whole blob in one request; storage verifies its MD5. */
  putBlob(url: string, blob: PutBlob, signal: AbortSignal): Promise<{ etag: string }>;
  stageBlock(url: string, block: StageBlock, signal: AbortSignal): Promise<void>;
  commit(url: string, blocks: CommitBlocks, signal: AbortSignal): Promise<{ etag: string }>;
}

export interface BlockDigest {
  index: number;
  md5: Uint8Array;
  /** The whole file's hash up to the end of this block, to go on from later; opaque. */
  state?: Uint8Array | undefined;
}

/** Up to where a file was hashed before: `blocks` blocks, and the hash's state then. */
export interface HashedPart {
  blocks: number;
  state: Uint8Array;
}

/** Reads the file once, in blocks, from its beginning or where it was hashed to. Throws `UnreadableSource`. */
export interface Hasher {
  /** The next block's MD5 in file order; undefined after the last. */
  next(signal: AbortSignal): Promise<BlockDigest | undefined>;
  /** MD5 of the whole file, once `next` has given its last. */
  whole(signal: AbortSignal): Promise<Uint8Array>;
}

/** A block that storage holds and has not committed. */
export interface UncommittedBlock {
  /** As it was staged: base64. */
  id: string;
  /** Bytes. */
  size: number;
}

/** What storage holds of an upload, asked by the portal: the write key itself cannot read. */
export interface HeldByStorage {
  committed: { etag: string; size: number; md5: string | null } | null;
  blocks: UncommittedBlock[];
}

/** The portal's side of one upload. They throw `SluiceError`. */
export interface Portal {
  renewKey(signal: AbortSignal): Promise<WriteKey>;
  /** Of an upload that is confirmed already it answers the same, whatever the receipt; without one it asks for nothing else. */
  confirm(receipt: Receipt | undefined, signal: AbortSignal): Promise<Listed>;
  cancel(): Promise<void>;
}

export interface Clock {
  /** Monotonic milliseconds; says nothing about the time of day. */
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Whether there is a network at all. */
export interface Network {
  online(): boolean;
  /** Resolves once `online` holds again. */
  restored(signal: AbortSignal): Promise<void>;
}

export interface Ports {
  source: Source;
  storage: Storage;
  hasher: Hasher;
  portal: Portal;
  network: Network;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
}
