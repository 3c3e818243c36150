/** Each is answered, in their order. `update` hands its buffer over, and the answer hands it back. */
export type ToHash =
  | { type: 'load'; state: Uint8Array }
  | { type: 'update'; bytes: Uint8Array }
  | { type: 'save' | 'digest' };

export type FromHash =
  | { type: 'load'; loaded: boolean }
  | { type: 'update'; buffer: ArrayBufferLike }
  | { type: 'save'; state: Uint8Array }
  | { type: 'digest'; md5: string };
