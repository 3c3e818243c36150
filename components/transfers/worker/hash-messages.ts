import type { HashedPart } from '#lib/transfers/ports.ts';

/**
 * To a hash worker. `begin` reads a file in blocks, `ahead` of them before it waits for `more`; `digest` reads one small
 * blob. `job` tells answers apart.
 */
export type ToHash =
  | { type: 'begin'; job: number; file: Blob; blockSize: number; ahead: number; from: HashedPart | undefined }
  | { type: 'more'; job: number }
  | { type: 'end'; job: number }
  | { type: 'digest'; job: number; content: Blob };

/** From it: each block's MD5 in file order, then the whole file's; `unreadable` (the file) or `failed` (the worker) ends it. */
export type FromHash =
  | { type: 'block'; job: number; index: number; md5: Uint8Array; state: Uint8Array | undefined }
  | { type: 'whole'; job: number; md5: Uint8Array }
  | { type: 'unreadable'; job: number }
  | { type: 'failed'; job: number; message: string };
