/** One Put request of blob storage; `url` carries the SAS. */
export interface BlobRequest {
  url: string;
  headers: Record<string, string>;
  body: Blob | Uint8Array<ArrayBuffer> | string;
}

/** What storage answered, whatever it says. */
export interface BlobAnswer {
  status: number;
  etag: string | null;
  /** Of a refusal: storage's error code, or ''. */
  code: string;
  retryAfter: string | null;
}

/** The bytes sent so far of a body of `total`; then once either of the others. */
export type SendEvent =
  | { type: 'sent'; loaded: number; total: number }
  | { type: 'answer'; answer: BlobAnswer }
  /** No answer came. */
  | { type: 'lost' };

/**
 * What the page says to the frame, with the port that requests come by. Of a page and a frame that come from servers of
 * different releases one does not answer the other unless this is the same: change it with the messages below.
 */
export const hello = 'sluice: send what comes by this port, many at a time';

/** By that port, to the frame: many at a time, as each message wakes a thread. `id` tells requests apart. */
export type ToFrame =
  | { type: 'send'; requests: readonly { id: number; request: BlobRequest }[] }
  | { type: 'stop'; id: number };
/** `open`: from now on requests are taken. */
export type FromFrame =
  | { type: 'open' }
  | { type: 'events'; events: readonly { id: number; event: SendEvent }[] };
