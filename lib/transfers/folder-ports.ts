import type { Clock, Hasher, HeldByStorage, Listed, Network, PutBlob, Source, Storage } from './ports.ts';
import type { WriteKey } from './upload-schema.ts';

/** A file of a folder; `path` is relative, with `/` between segments, and names the file in the dataset. */
export interface FolderFile {
  readonly path: string;
  readonly source: Source;
}

/** What the portal says of a file: `open` needs its bytes, `referenced` are those the version before holds already. */
export interface FolderKey {
  path: string;
  state: 'open' | 'sealed' | 'referenced';
  blockSize: number;
  blockCount: number;
  /** One Put Blob by a key that can only create; else staged blocks and their list. */
  whole: boolean;
  key: WriteKey | null;
}

/** How many files a folder is to have, and bytes in all. */
export interface FolderExtent {
  fileCount: number;
  size: number;
}

/** The portal's side of an upload of many files. They throw `SluiceError`. */
export interface FolderPortal {
  /** Names files, or asks for fresh keys to them; repeating it is fine. At most 500. */
  add(
    files: readonly { path: string; size: number; md5?: string; contentType?: string }[],
    signal: AbortSignal,
  ): Promise<FolderKey[]>;
  /** What it was said to be, how many files are named so far, and which of them have not arrived. */
  described(signal: AbortSignal): Promise<FolderExtent & { namedCount: number; open: readonly string[] }>;
  /** All files named so far. */
  named(signal: AbortSignal): Promise<readonly string[]>;
  /** Says anew what the folder is, without those named before under `leaveOut` (at most 500). Repeating it is fine. */
  change(extent: FolderExtent & { leaveOut: readonly string[] }, signal: AbortSignal): Promise<void>;
  held(path: string, signal: AbortSignal): Promise<HeldByStorage>;
  /** Fixes what was committed; a `problem` is one sentence. At most 500. */
  seal(
    files: readonly { path: string; etag: string; md5: string }[],
    signal: AbortSignal,
  ): Promise<{ path: string; problem: string | null }[]>;
  /** Throws `upload_incomplete` where storage lacks some: `details.count`, and the first of their paths in `missing`. */
  confirm(signal: AbortSignal): Promise<Listed>;
  /** Bytes of each file of a version, by path. */
  filesOf(listed: Listed, signal: AbortSignal): Promise<ReadonlyMap<string, number>>;
  cancel(): Promise<void>;
}

export interface ReadFile {
  md5: Uint8Array;
  body: PutBlob['body'];
}

export interface FolderPorts {
  storage: Storage;
  portal: FolderPortal;
  /**
   * Reads files that are sent as a whole: of each its MD5, and what to send of it. One that cannot be read rejects alone,
   * with `UnreadableSource`.
   */
  read(sources: readonly Source[]): readonly Promise<ReadFile>[];
  /** Reads one file; `close` it. */
  hasherOf(file: FolderFile, blockSize: number): Hasher & { close(): void };
  network: Network;
  clock: Clock;
  random: () => number;
}
