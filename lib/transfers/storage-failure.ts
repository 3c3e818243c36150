/**
 * - `network`: no answer came (connection refused, cut, or blocked by the browser);
 * - `stalled`: no byte moved for too long, so we gave the request up;
 * - `refused`: storage answered with an error status.
 */
export type StorageFailureKind = 'network' | 'stalled' | 'refused';

/** A request to storage that failed. Carries no address, as that holds the SAS. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly kind: StorageFailureKind;
  /** HTTP status; 0 unless refused. */
  readonly status: number;
  /** Storage's own code, for example `BlobAlreadyExists`; empty where it gave none. */
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: StorageFailureKind,
    {
      status = 0,
      code = '',
      retryAfterMs,
    }: { status?: number; code?: string; retryAfterMs?: number | undefined } = {},
  ) {
    super(kind === 'refused' ? `Storage answered ${status} ${code}`.trim() : `Storage request ${kind}`);
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Storage found that a block is not the bytes its MD5 tells: they were damaged on their way. */
export function isDamaged({ status, code }: StorageFailure): boolean {
  // The embedded storage has but its general word for it.
  return code === 'Md5Mismatch' || (status === 400 && code === 'InvalidOperation');
}

/**
 * Storage no longer holds all blocks that are to be committed: it drops them after a week without a commit, and where
 * another list is committed.
 */
export function lacksBlocks(error: unknown): boolean {
  return error instanceof StorageFailure && error.code === 'InvalidBlockList';
}

/** The wait in ms that a `Retry-After` header asks for, in its form of seconds; dates are left to our own backoff. */
export function parseRetryAfter(header: string | null | undefined): number | undefined {
  return header && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}
