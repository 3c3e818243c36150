import type { PublicClientApplication } from '@azure/msal-browser';
import type { SignInOptions } from '#lib/identity/provider-schema.ts';

export type Provider = NonNullable<SignInOptions['provider']>;

export const callbackPath = '/sign-in/callback';

/**
 * MSAL for this provider. It is loaded here and nowhere else: no other page pays for it. What takes an answer keeps
 * tokens in memory, so that they live as long as the page does; MSAL refuses to leave the page with such a cache.
 */
export async function openProviderClient(
  provider: Provider,
  purpose: 'leave' | 'take',
): Promise<PublicClientApplication> {
  const { BrowserCacheLocation, LogLevel, ProtocolMode, PublicClientApplication } = await import(
    '@azure/msal-browser'
  );
  const client = new PublicClientApplication({
    auth: {
      clientId: provider.clientId,
      redirectUri: window.location.origin + callbackPath,
      ...(provider.metadata
        ? {
            // MSAL wants this name to be https, also for a provider on loopback; it goes by the metadata.
            authority: provider.authority.replace(/^http:/, 'https:'),
            knownAuthorities: [new URL(provider.authority).host],
            authorityMetadata: JSON.stringify(provider.metadata),
            OIDCOptions: { defaultScopes: scopes },
          }
        : { authority: provider.authority.replace(/\/v2\.0$/, '') }),
    },
    cache: {
      cacheLocation:
        purpose === 'leave' ? BrowserCacheLocation.SessionStorage : BrowserCacheLocation.MemoryStorage,
    },
    system: {
      protocolMode: provider.metadata ? ProtocolMode.OIDC : ProtocolMode.AAD,
      loggerOptions: { logLevel: LogLevel.Error, piiLoggingEnabled: false, loggerCallback: () => undefined },
    },
  });
  await client.initialize();
  return client;
}

/** Who signs in, and nothing else: the portal asks the provider for no access. */
export const scopes = ['openid', 'profile', 'email'];
