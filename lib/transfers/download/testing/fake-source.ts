import type { StorageFailure } from '../../storage-failure.ts';
import type { RangeSource } from '../ports.ts';

export interface Asked {
  url: string;
  start: number;
  end: number;
  etag: string;
}

export interface Answer {
  /** Thrown before any byte. */
  refuse?: StorageFailure;
  /** Bytes of this answer before the connection is cut. */
  cutAfter?: number;
  /** Bytes of this answer before nothing more comes, ever. */
  stallAfter?: number;
  /** The byte at this place of the file arrives with one bit flipped. */
  flipAt?: number;
  /** Something on the way takes the range off. */
  isWhole?: boolean;
  /** Before each chunk. */
  wait?: (signal: AbortSignal) => Promise<void>;
}

/** Storage that answers ranges of `content` by a script: `answer` says how request number `n` (from 0) goes. */
export function fakeSource(
  content: Uint8Array,
  answer: (asked: Asked, n: number) => Answer = () => ({}),
  chunkBytes = 64 * 1024,
) {
  const asked: Asked[] = [];
  let sent = 0;
  const source: RangeSource = {
    async *open(url, { start, end, etag }, signal, onWhole) {
      const request = { url, start, end, etag };
      const how = answer(request, asked.push(request) - 1);
      if (how.refuse) throw how.refuse;
      if (how.isWhole) {
        onWhole?.();
        yield new Uint8Array();
      }
      const cut = Math.min(end, start + (how.cutAfter ?? Number.POSITIVE_INFINITY));
      const stall = start + (how.stallAfter ?? Number.POSITIVE_INFINITY);
      for (let at = start; at < cut; at += chunkBytes) {
        if (at >= stall) await aborted(signal);
        await how.wait?.(signal);
        signal.throwIfAborted();
        const chunk = content.slice(at, Math.min(at + chunkBytes, cut, stall));
        const flip = (how.flipAt ?? -1) - at;
        if (flip >= 0 && flip < chunk.length) chunk[flip] = (chunk[flip] ?? 0) ^ 1;
        sent += chunk.length;
        yield chunk;
      }
    },
  };
  return { source, asked, sent: () => sent };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
