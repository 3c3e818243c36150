import type { ErrorCode } from '#lib/errors.ts';
import { publicError, retryHeader } from '#server/http/index.ts';
import { describeError, type Log } from '#server/platform/log.ts';

/**
 * The Studio (classic) dialect's map from code to HTTP status. The client takes every 409 for a name that is taken
 * (`AzureMLConflictHttpError`), so nothing else may answer that.
 */
const statusOf: Record<ErrorCode, number> = {
  bad_request: 400,
  not_signed_in: 401,
  sign_in_link_invalid: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  name_taken: 409,
  name_invalid: 400,
  conflict: 400,
  upload_closed: 400,
  upload_incomplete: 400,
  integrity: 400,
  too_large: 413,
  quota_exceeded: 413,
  bytes_missing: 410,
  link_closed: 404,
  too_many_requests: 429,
  unavailable: 503,
  internal: 500,
};

/** The answer to an error: one sentence as plain text, which the client shows its user. */
export function studioProblem(thrown: unknown, log: Log, operation: string): Response {
  const error = publicError(thrown);
  const status = statusOf[error.code];
  if (status >= 500)
    log.error({ operation, code: error.code, error: describeError(thrown) }, 'request failed');
  return new Response(error.message, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...retryHeader(error),
    },
  });
}
