import type { Progress } from '#lib/transfers/download/ports.ts';
import type { Place } from './messages.ts';

/**
 * Each but `stop` is answered, in their order. `write` hands its buffer over, and the answer hands it back. `stop` ends a
 * `begin` that reads what an earlier run has left.
 */
export type ToSink =
  | { type: 'begin'; id: string; place: Place; former: Progress | undefined }
  | { type: 'write'; bytes: Uint8Array }
  | { type: 'keep'; now: boolean }
  | { type: 'digest' | 'finish' | 'close' | 'discard' }
  | { type: 'stop' };

export type FromSink =
  | { type: 'begin'; done: number }
  | { type: 'write'; buffer: ArrayBufferLike }
  | { type: 'keep'; progress: Progress | undefined }
  | { type: 'digest'; md5: string }
  | { type: 'finish' | 'close' | 'discard' }
  /** `full` is told of a file that cannot be written; else it is the program's own fault. */
  | { type: 'failed'; full: boolean | undefined; message: string };
