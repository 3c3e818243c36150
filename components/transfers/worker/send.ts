import { StorageFailure } from '#lib/transfers/storage-failure.ts';
import type { BlobAnswer, BlobRequest, SendEvent } from '#lib/transfers/storage-frame/messages.ts';
import { sendRequest } from '#lib/transfers/storage-frame/programs.ts';

/**
 * Sends one request and answers what storage said, whatever it is. Rejects with a `StorageFailure` of kind `network`, or
 * the signal's reason.
 */
export type Send = (
  request: BlobRequest,
  signal: AbortSignal,
  onProgress?: (bytes: number) => void,
) => Promise<BlobAnswer>;

/** From this worker: storage is on another origin, so that the browser asks it first (CORS preflight). */
export const sendDirect: Send = (request, signal, onProgress) =>
  sending((listen) => sendRequest(request, listen), signal, onProgress);

/** Follows one request that `begin` sends; it answers how to stop it. */
export function sending(
  begin: (listen: (event: SendEvent) => void) => () => void,
  signal: AbortSignal,
  onProgress?: (bytes: number) => void,
): Promise<BlobAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = begin((event) => {
      if (event.type === 'sent') return onProgress?.(event.loaded);
      signal.removeEventListener('abort', abort);
      if (event.type === 'answer') resolve(event.answer);
      else reject(new StorageFailure('network'));
    });
    function abort() {
      // What is stopped is told as lost.
      reject(signal.reason);
      stop();
    }
    signal.addEventListener('abort', abort, { once: true });
  });
}
