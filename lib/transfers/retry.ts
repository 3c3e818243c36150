import { PortalAway, SluiceError } from '#lib/errors.ts';
import { isDamaged, StorageFailure } from './storage-failure.ts';

/** How often a request that is answered with a passing error is tried before its upload fails: some six minutes. */
export const maxTries = 30;
const baseMs = 500;
const capMs = 30_000;
const passingStatuses = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Whether to send a request again after `error`: the pause in ms before try `tries + 1`, or undefined to stop.
 * Full jitter (`random` in [0, 1)) over 0.5 s doubling to 30 s, and never sooner than a `Retry-After`. Where no answer
 * comes at all it never stops: a train through a tunnel must not end an upload.
 */
export function retryDelay(error: unknown, tries: number, random: number): number | undefined {
  const passing = passingFailure(error);
  if (!passing || (tries >= maxTries && !isUnanswered(error))) return undefined;
  const jitter = random * Math.min(capMs, baseMs * 2 ** Math.min(tries - 1, 10));
  return Math.max(jitter, passing.retryAfterMs ?? 0);
}

/** No answer came: from storage (cut, blocked, silent), or from the portal. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof StorageFailure) return error.kind !== 'refused';
  return error instanceof PortalAway;
}

function passingFailure(error: unknown): { retryAfterMs?: number | undefined } | undefined {
  if (error instanceof StorageFailure) {
    // A block whose checksum does not match was damaged on its way; the same bytes may arrive whole next time.
    const passes = error.kind !== 'refused' || passingStatuses.has(error.status) || isDamaged(error);
    return passes ? { retryAfterMs: error.retryAfterMs } : undefined;
  }
  if (!(error instanceof SluiceError)) return undefined;
  if (!['unavailable', 'too_many_requests', 'internal'].includes(error.code)) return undefined;
  const seconds = Number(error.details.retryAfter);
  return { retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined };
}
