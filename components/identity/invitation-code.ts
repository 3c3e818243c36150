import { takeSignInCode } from './sign-in-code.ts';

/**
 * Where this tab keeps an invitation's code while one signs in: it must outlive the way to an identity provider and
 * back, and may stand in no address.
 */
const key = 'sluice-invitation';

/** The code of the link that was opened, or the one kept from before signing in. */
export function takeInvitationCode(): string | undefined {
  const code = takeSignInCode();
  try {
    if (code) sessionStorage.setItem(key, code);
    return code ?? sessionStorage.getItem(key) ?? undefined;
  } catch {
    // Storage can be switched off; the code then lasts as long as the page.
    return code;
  }
}

/** It was accepted, or is worth nothing. */
export function forgetInvitationCode(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
