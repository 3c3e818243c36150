import { SluiceError } from '#lib/errors.ts';
import { StorageFailure } from './storage-failure.ts';

/** How often one request is tried before its upload fails. */
export const maxTries = 10;
const baseMs = 500;
const capMs = 30_000;
const passingStatuses = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Whether to send a request again after `error`: the pause in ms before try `tries + 1`, or undefined to stop.
 * Full jitter (`random` in [0, 1)) over 0.5 s doubling to 30 s, and never sooner than a `Retry-After`.
 */
export function retryDelay(error: unknown, tries: number, random: number): number | undefined {
  const passing = passingFailure(error);
  if (!passing || tries >= maxTries) return undefined;
  const jitter = random * Math.min(capMs, baseMs * 2 ** (tries - 1));
  return Math.max(jitter, passing.retryAfterMs ?? 0);
}

function passingFailure(error: unknown): { retryAfterMs?: number | undefined } | undefined {
  if (error instanceof StorageFailure) {
    // A block whose checksum does not match was damaged on its way; the same bytes may arrive whole next time.
    const passes =
      error.kind !== 'refused' || passingStatuses.has(error.status) || error.code === 'Md5Mismatch';
    return passes ? { retryAfterMs: error.retryAfterMs } : undefined;
  }
  if (!(error instanceof SluiceError)) return undefined;
  if (!['unavailable', 'too_many_requests', 'internal'].includes(error.code)) return undefined;
  const seconds = Number(error.details.retryAfter);
  return { retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined };
}
