/** Each is answered, in their order. `update` hands its buffer over, and the answer hands it back. */
export type ToMd5 =
  | { type: 'load'; state: Uint8Array }
  | { type: 'update'; bytes: Uint8Array }
  | { type: 'save' | 'digest' };

export type FromMd5 =
  | { type: 'load' }
  | { type: 'update'; buffer: ArrayBufferLike }
  | { type: 'save'; state: Uint8Array }
  | { type: 'digest'; md5: string }
  | { type: 'failed'; message: string };
