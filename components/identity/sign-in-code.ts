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

/** Signs in by `code`. Who is signed in already and opens a used link again simply goes on. */
export async function spendCode(api: Call, code: string): Promise<Session> {
  try {
    return await api('signIn', { body: { code } });
  } catch (error) {
    if (!isSpentLink(error)) throw error;
    return await api('getSession', {}).catch(() => {
      throw error;
    });
  }
}
