import type { SignInOptions } from './provider-schema.ts';

/**
 * Where the provider ends its own session and leads back to the portal (RP-Initiated Logout 1.0); undefined where it
 * offers no such thing. No ID token is kept for it: the client id names the portal, and the provider asks whom it
 * means where that is not clear.
 */
export function signOutAddress(
  { provider }: Pick<SignInOptions, 'provider'>,
  portalOrigin: string,
): string | undefined {
  if (!provider) return undefined;
  const endpoint =
    provider.kind === 'entra'
      ? provider.authority.replace(/\/v2\.0$/, '/oauth2/v2.0/logout')
      : provider.metadata?.end_session_endpoint;
  if (!endpoint) return undefined;
  const address = new URL(endpoint);
  address.searchParams.set('client_id', provider.clientId);
  address.searchParams.set('post_logout_redirect_uri', `${portalOrigin}/sign-in`);
  return address.href;
}
