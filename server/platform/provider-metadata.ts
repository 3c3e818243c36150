import { z } from 'zod';

const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  end_session_endpoint: z.url().optional(),
  jwks_uri: z.url(),
});
export type ProviderMetadata = z.infer<typeof metadataSchema>;

/** Asked anew after this, so that a provider's changed addresses are followed without a restart; milliseconds. */
const life = 3_600_000;
const known = new Map<string, { metadata: ProviderMetadata; until: number }>();

/** A provider's OpenID configuration (Discovery 1.0), kept for an hour. Throws where it cannot be had. */
export async function providerMetadata(authority: string): Promise<ProviderMetadata> {
  const kept = known.get(authority);
  if (kept && kept.until > Date.now()) return kept.metadata;
  try {
    const metadata = await ask(authority);
    known.set(authority, { metadata, until: Date.now() + life });
    return metadata;
  } catch (error) {
    // What was known an hour ago is better than nobody signing in while the provider hiccups.
    if (kept) return kept.metadata;
    throw error;
  }
}

async function ask(authority: string): Promise<ProviderMetadata> {
  const response = await fetch(`${authority}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(10_000),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`the OpenID configuration answered ${response.status}`);
  const metadata = metadataSchema.parse(await response.json());
  if (metadata.issuer.replace(/\/$/, '') !== authority)
    throw new Error('the OpenID configuration is of another issuer');
  return metadata;
}
