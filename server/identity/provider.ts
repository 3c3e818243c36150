import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { SluiceError } from '#lib/errors.ts';
import type { SignInOptions } from '#lib/identity/provider-schema.ts';
import type { Config } from '#server/platform/config.ts';
import type { ProviderConfig } from '#server/platform/provider-settings.ts';

const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  end_session_endpoint: z.string().optional(),
  jwks_uri: z.string(),
});
type Metadata = z.infer<typeof metadataSchema>;

/** What an ID token says of who signed in, after every check but that of the nonce. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  nonce: string;
  displayName: string;
  email: string | null;
}

/** Asked anew after this, so that a provider's changed addresses are followed without a restart; milliseconds. */
const metadataLife = 3_600_000;
/** An ID token older than this is no answer to a sign-in that began just now. */
const maxTokenAge = '10 minutes';

interface Discovered {
  metadata: Metadata;
  keys: ReturnType<typeof createRemoteJWKSet>;
  until: number;
}
const discovered = new Map<string, Discovered>();

/** How the browser signs in with the provider; null where none is set. */
export async function describeProvider({ provider }: Config): Promise<SignInOptions['provider']> {
  if (!provider) return null;
  const { kind, authority, clientId } = provider;
  // MSAL knows Microsoft's endpoints by itself; of others it is told.
  const metadata = kind === 'entra' ? null : (await discover(provider)).metadata;
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
  const { metadata, keys } = await discover(provider);
  const { payload } = await jwtVerify(idToken, keys, {
    issuer: metadata.issuer,
    audience: provider.clientId,
    algorithms: ['RS256', 'PS256', 'ES256'],
    maxTokenAge,
    clockTolerance: 60,
    requiredClaims: ['sub', 'nonce', 'iat', 'exp'],
  }).catch((error: unknown) => {
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw silent(error);
    throw refused();
  });
  const { sub, nonce, azp, tid, name, email, preferred_username: username } = payload;
  if (typeof sub !== 'string' || typeof nonce !== 'string') throw refused();
  // Meant for several: then it must say that it was issued to us (OpenID Connect Core 3.1.3.7).
  if ((azp !== undefined || Array.isArray(payload.aud)) && azp !== undefined && azp !== provider.clientId)
    throw refused();
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && azp !== provider.clientId) throw refused();
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

/** The provider's OpenID configuration (Discovery 1.0), kept for an hour. */
async function discover({ authority }: ProviderConfig): Promise<Discovered> {
  const known = discovered.get(authority);
  if (known && known.until > Date.now()) return known;
  try {
    const response = await fetch(`${authority}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(10_000),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const metadata = metadataSchema.parse(await response.json());
    if (metadata.issuer.replace(/\/$/, '') !== authority) throw new Error('another issuer');
    const fresh = {
      metadata,
      keys: known?.metadata.jwks_uri === metadata.jwks_uri ? known.keys : keysAt(metadata.jwks_uri),
      until: Date.now() + metadataLife,
    };
    discovered.set(authority, fresh);
    return fresh;
  } catch (error) {
    // What was known an hour ago is better than nobody signing in while the provider hiccups.
    if (known) return known;
    throw silent(error);
  }
}

function keysAt(address: string) {
  return createRemoteJWKSet(new URL(address), { timeoutDuration: 10_000 });
}

function clean(text: string): string {
  return text
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 100);
}

/** One answer for everything that is wrong with a token: it teaches nothing. */
export function refused(): SluiceError {
  return new SluiceError('not_signed_in', 'The sign-in was not accepted; sign in again.');
}

function silent(cause: unknown): SluiceError {
  return new SluiceError(
    'unavailable',
    'The identity provider does not answer as expected; try again in a moment, or ask an operator.',
    { cause, details: { retryAfter: 5 } },
  );
}
