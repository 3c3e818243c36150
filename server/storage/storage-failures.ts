import { SluiceError } from '#lib/errors.ts';

interface SdkError {
  statusCode?: number;
  code?: string;
  details?: { errorCode?: string };
}

function factsOf(error: unknown): { status: number | undefined; code: string | undefined } {
  const { statusCode, code, details } = (error ?? {}) as SdkError;
  // For HEAD the SDK leaves `code` empty and keeps it in the details.
  return { status: statusCode, code: details?.errorCode ?? code };
}

/** 404 of a blob. A missing container is not that: it is a fault of the installation. */
export function isMissing(error: unknown): boolean {
  const { status, code } = factsOf(error);
  return status === 404 && code !== 'ContainerNotFound';
}

/** Somebody holds a lease, without which storage changes nothing. */
export function isLeased(error: unknown): boolean {
  return factsOf(error).code === 'LeaseIdMissing';
}

/** The blob is of another type than what was asked of it is for. */
export function isOtherType(error: unknown): boolean {
  return factsOf(error).code === 'InvalidBlobType';
}

/** A condition (If-Match) did not hold. */
export function isPrecondition(error: unknown): boolean {
  return factsOf(error).status === 412;
}

/** A blob that must not be there (If-None-Match: *) is. */
export function isThere(error: unknown): boolean {
  return factsOf(error).code === 'BlobAlreadyExists';
}

/**
 * What became of a storage call, without what the SDK's error carries (addresses with signatures, headers, bodies):
 * the cause kept is the service's code alone.
 */
export function storageFailure(error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const { status, code } = factsOf(error);
  const cause = new Error(`storage: ${status ?? 'no answer'} ${code ?? 'unknown'}`);
  if (status === 403 || status === 401)
    return new SluiceError(
      'unavailable',
      'Storage refuses this portal; an operator must check its credential.',
      {
        cause,
      },
    );
  if (status === 507)
    return new SluiceError(
      'unavailable',
      'The disk of the embedded storage is all but full; ask an operator to make room, then try again.',
      { cause, details: { retryAfter: 60 } },
    );
  if (code === 'ContainerNotFound')
    return new SluiceError(
      'unavailable',
      'The container is missing in storage; an operator must create it.',
      { cause },
    );
  return new SluiceError('unavailable', 'Storage does not answer just now; try again in a moment.', {
    cause,
    details: { retryAfter: 5 },
  });
}
