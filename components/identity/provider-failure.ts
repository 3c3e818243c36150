import { SluiceError } from '#lib/errors.ts';

/** What became of a sign-in at the provider, by the error codes of OAuth 2 and of MSAL. */
const outcomes: Record<string, 'cancelled' | 'stale' | 'away'> = {
  access_denied: 'cancelled',
  consent_required: 'cancelled',
  interaction_required: 'cancelled',
  login_required: 'cancelled',
  user_cancelled: 'cancelled',
  invalid_grant: 'stale',
  nonce_mismatch: 'stale',
  state_mismatch: 'stale',
  state_not_found: 'stale',
  no_state_in_hash: 'stale',
  no_token_request_cache_error: 'stale',
  interaction_in_progress: 'stale',
  endpoints_resolution_error: 'away',
  get_request_failed: 'away',
  network_error: 'away',
  no_network_connectivity: 'away',
  post_request_failed: 'away',
  server_error: 'away',
  temporarily_unavailable: 'away',
  timed_out: 'away',
};

/** One sentence of what went wrong at the provider, and the way on. */
export function providerFailure(error: unknown, label: string): SluiceError {
  if (error instanceof SluiceError) return error;
  if (error instanceof DOMException) return cookieFailure();
  const code = codeOf(error);
  const options = { cause: error };
  switch (outcomes[code]) {
    case 'cancelled':
      return new SluiceError(
        'not_signed_in',
        `${label} did not sign you in: it was cancelled there, or you may not use this portal. Try again, or ask an Owner of your workspace.`,
        options,
      );
    case 'stale':
      return new SluiceError(
        'not_signed_in',
        'This sign-in took too long, or was finished in another tab; sign in again.',
        options,
      );
    case 'away':
      return new SluiceError(
        'unavailable',
        `${label} cannot be reached from this browser just now; try again in a moment.`,
        options,
      );
    default:
      return new SluiceError(
        'not_signed_in',
        `Signing in with ${label} failed (${code}); try again, or ask who runs this portal to check how it is registered there.`,
        options,
      );
  }
}

/** The browser keeps nothing for this site, so nobody can stay signed in. */
export function cookieFailure(): SluiceError {
  return new SluiceError(
    'not_signed_in',
    'This browser kept no data for this site; allow its cookies and site data, then sign in again.',
  );
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'errorCode' in error ? error.errorCode : undefined;
  // It comes from the provider's answer: nothing but a code is shown.
  return typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : 'unknown error';
}
