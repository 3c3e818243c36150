/**
 * The codes a Sluice error can carry. A code is stable: scripts may branch on it; the sentence beside it may change.
 * HTTP statuses are not decided here but in the dialects (`server/http`, `server/studio`).
 */
export const errorCodes = [
  'bad_request',
  'not_signed_in',
  'sign_in_link_invalid',
  'forbidden',
  'cross_site',
  'not_found',
  'method_not_allowed',
  'name_taken',
  'name_invalid',
  'conflict',
  'upload_closed',
  'upload_incomplete',
  'integrity',
  'too_large',
  'quota_exceeded',
  'bytes_missing',
  'link_closed',
  'too_many_requests',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A refusal or failure that may be shown to the person who asked: `message` is one sentence that names the cause and
 * the way on, free of secrets. `details` are public fields that go beside it (for example `retryAfter`, in seconds).
 */
export class SluiceError extends Error {
  /**
   * Known by its name, not by its class: the server's build holds this module more than once (what starts it has a copy of its
   * own, and makes the parts that throw), and each copy has to know the others' errors.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: classes that extend it inherit this, and are told apart as usual.
    if (this !== SluiceError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return value instanceof Error && value.name === 'SluiceError';
  }

  override readonly name = 'SluiceError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** No answer of the portal came: it, or the network on the way to it, is away for now. Asking again is all there is to do. */
export class PortalAway extends SluiceError {
  constructor(cause: unknown) {
    super('unavailable', 'The portal cannot be reached; check the network and try again.', { cause });
  }
}
