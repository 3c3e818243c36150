import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { SluiceError } from '#lib/errors.ts';
import { showsNothing, withoutHiddenSigns } from '#lib/format/hidden-signs.ts';
import type { SignInOptions } from '#lib/identity/provider-schema.ts';
import type { Config } from '#server/platform/config.ts';
import { type ProviderMetadata, providerMetadata } from '#server/platform/provider-metadata.ts';
import type { ProviderConfig } from '#server/platform/provider-settings.ts';

/** What an ID token says of who signed in, after every check but that of the nonce. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  nonce: string;
  displayName: string;
  email: string | null;
}

/** An ID token older than this is no answer to a sign-in that began just now. */
const maxTokenAge = '10 minutes';

/** By their address: each set keeps its keys, and fetches them anew for a key it does not know. */
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/** How the browser signs in with the provider; null where none is set. */
export async function describeProvider({ provider }: Config): Promise<SignInOptions['provider']> {
  if (!provider) return null;
  const { kind, authority, clientId } = provider;
  // MSAL knows Microsoft's endpoints by itself; of others it is told.
  const metadata = kind === 'entra' ? null : await discover(provider);
  return { label: labelOf(provider), kind, authority, clientId, metadata };
}

function labelOf({ kind, authority }: ProviderConfig): string {
  return kind === 'entra' ? 'Microsoft' : new URL(authority).host;
}

/**
 * Holds an ID token against the provider: signature by its published keys (asymmetric algorithms alone), issuer,
 * audience, tenant, times. Throws `not_signed_in`, or `unavailable` where the provider does not answer.
 */
export async function verifyIdToken(config: Config, idToken: string): Promise<ProvenIdentity> {
  const { provider } = config;
  if (!provider) throw refused();
  const metadata = await discover(provider);
  const { payload } = await jwtVerify(idToken, keysAt(metadata.jwks_uri), {
    issuer: metadata.issuer,
    audience: provider.clientId,
    algorithms: ['RS256', 'PS256', 'ES256'],
    maxTokenAge,
    clockTolerance: 60,
    requiredClaims: ['sub', 'nonce', 'iat', 'exp'],
  }).catch((error: unknown) => {
    throw isAboutToken(error) ? refused() : silent(error);
  });
  const { sub, nonce, azp, tid, name, email, preferred_username: username } = payload;
  if (typeof sub !== 'string' || typeof nonce !== 'string') throw refused();
  // Issued to another, or meant for several without saying that it was issued to us (OpenID Connect Core 3.1.3.7).
  const isForSeveral = Array.isArray(payload.aud) && payload.aud.length > 1;
  if ((azp !== undefined || isForSeveral) && azp !== provider.clientId) throw refused();
  if (provider.tenantId !== undefined && tid !== provider.tenantId) throw refused();
  const address = [email, username].find(
    (text): text is string => typeof text === 'string' && text.includes('@'),
  );
  return {
    issuer: metadata.issuer,
    subject: sub,
    nonce,
    displayName: clean(typeof name === 'string' ? name : '') || clean(address ?? '') || 'Somebody',
    email: address ? clean(address).slice(0, 254) : null,
  };
}

function discover({ authority }: ProviderConfig): Promise<ProviderMetadata> {
  return providerMetadata(authority).catch((error: unknown) => {
    throw silent(error);
  });
}

function keysAt(address: string) {
  const known = keySets.get(address);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(address), { timeoutDuration: 10_000 });
  keySets.set(address, keys);
  return keys;
}

/** Whether the token is at fault; else the provider's keys could not be had. */
function isAboutToken(error: unknown): boolean {
  const aboutKeys = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code];
  return error instanceof errors.JOSEError && !aboutKeys.includes(error.code);
}

/** As far as people can see of it, and tell it from another's; empty where that is nothing. */
function clean(text: string): string {
  const plain = withoutHiddenSigns(text.replace(/\p{Cc}/gu, ''))
    .trim()
    .slice(0, 100);
  return showsNothing(plain) ? '' : plain;
}

/** One answer for everything that is wrong with a token: it teaches nothing. */
export function refused(): SluiceError {
  return new SluiceError('not_signed_in', 'The sign-in was not accepted; sign in again.');
}

export function isRefusal(error: unknown): boolean {
  return error instanceof SluiceError && error.code === 'not_signed_in';
}

function silent(cause: unknown): SluiceError {
  return new SluiceError(
    'unavailable',
    'The identity provider does not answer as expected; try again in a moment, or ask an operator.',
    { cause, details: { retryAfter: 5 } },
  );
}
