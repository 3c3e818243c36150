import { type ErrorCode, SluiceError } from '#lib/errors.ts';
import { isDatabaseAway, isDiskFull } from '#server/platform/db/index.ts';
import { describeError, type Log } from '#server/platform/log.ts';

/** The portal dialect's map from code to HTTP status. */
export const statusOf: Record<ErrorCode, number> = {
  bad_request: 400,
  not_signed_in: 401,
  sign_in_link_invalid: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  name_taken: 409,
  name_invalid: 400,
  conflict: 409,
  upload_closed: 409,
  upload_incomplete: 409,
  integrity: 409,
  too_large: 413,
  quota_exceeded: 409,
  bytes_missing: 410,
  link_closed: 404,
  too_many_requests: 429,
  unavailable: 503,
  internal: 500,
};

const titleOf: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Turns whatever was thrown into an error that may be shown; what is not ours shows nothing of itself. */
export function publicError(error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  if (isDiskFull(error))
    return new SluiceError(
      'unavailable',
      "The disk of the portal's database is full, so nothing was changed; ask an operator to make room, then try again.",
      { cause: error, details: { retryAfter: 60 } },
    );
  if (isDatabaseAway(error))
    return new SluiceError('unavailable', 'The database does not answer just now; try again in a moment.', {
      cause: error,
      details: { retryAfter: 5 },
    });
  return new SluiceError(
    'internal',
    'Something went wrong here; it was logged. Try again, or ask an operator.',
    {
      cause: error,
    },
  );
}

/** Seconds to wait where the cause does not tell: until an operator looked, such as at a credential of storage. */
const usualWait = 60;

/** When it is worth to ask again; whatever is 503 tells it. */
export function retryHeader(error: SluiceError): Record<string, string> {
  const { retryAfter = error.code === 'unavailable' ? usualWait : undefined } = error.details;
  return typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {};
}

/** The answer to an error: `application/problem+json` (RFC 9457) with our stable `code`. */
export function problemResponse(thrown: unknown, log: Log, operation: string): Response {
  const error = publicError(thrown);
  const status = statusOf[error.code];
  if (status >= 500)
    log.error({ operation, code: error.code, error: describeError(thrown) }, 'request failed');
  return problemOf(error);
}

/** The same of what is a refusal and no failure: nothing of it is logged. */
export function problemOf(error: SluiceError): Response {
  const status = statusOf[error.code];
  const body = {
    type: 'about:blank',
    title: titleOf[status],
    status,
    code: error.code,
    detail: error.message,
    ...error.details,
  };
  return Response.json(body, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...retryHeader(error),
    },
  });
}
