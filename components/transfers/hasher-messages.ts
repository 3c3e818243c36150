/** To the MD5 worker: begin (`ahead` blocks before it waits), and one block more. */
export type ToHasher = { type: 'begin'; file: File; blockSize: number; ahead: number } | { type: 'more' };

/** From it: each block's MD5 in file order, then the whole file's; `unreadable` (the file) or `failed` (the worker) ends it. */
export type FromHasher =
  | { type: 'block'; index: number; md5: Uint8Array }
  | { type: 'whole'; md5: Uint8Array }
  | { type: 'unreadable' }
  | { type: 'failed'; message: string };
