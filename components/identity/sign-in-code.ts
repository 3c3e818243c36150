import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Session } from '#lib/identity/session-schema.ts';

/** Takes the one-time code out of the address bar, so that it stays neither in view nor in the history. */
export function takeSignInCode(): string | undefined {
  const { hash, pathname, search } = window.location;
  if (hash.length < 2) return undefined;
  window.history.replaceState(window.history.state, '', pathname + search);
  return hash.slice(1);
}

export function isSpentLink(error: unknown): boolean {
  return error instanceof SluiceError && ['sign_in_link_invalid', 'bad_request'].includes(error.code);
}

/** Who is signed in, and for whom the link is, where these are two people; undefined for any other error. */
export function otherPersonOf(error: unknown): { signedInAs: string; linkOf: string } | undefined {
  if (!(error instanceof SluiceError) || error.code !== 'conflict') return undefined;
  const { signedInAs, linkOf } = error.details;
  return { signedInAs: String(signedInAs), linkOf: String(linkOf) };
}

/**
 * Signs in by `code`; where somebody else is signed in, `replace` says that their session may end. Who is signed in already
 * and opens a used link again simply goes on.
 */
export async function spendCode(
  api: Call,
  { code, replace }: { code: string; replace: boolean },
): Promise<Session> {
  try {
    return await api('signIn', { body: { code, replace } });
  } catch (error) {
    if (!isSpentLink(error)) throw error;
    return await api('getSession', {}).catch(() => {
      throw error;
    });
  }
}
