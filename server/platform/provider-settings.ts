import { ConfigError } from './config-error.ts';
import { isLoopback } from './public-url.mjs';

/** The identity provider people sign in with. */
export interface ProviderConfig {
  kind: 'entra' | 'oidc';
  /** Where its OpenID configuration lies under `/.well-known/`; no trailing slash. */
  authority: string;
  clientId: string;
  /** Entra: the one tenant whose people may come in. */
  tenantId: string | undefined;
}

interface ProviderEnvironment {
  ENTRA_TENANT_ID?: string | undefined;
  ENTRA_CLIENT_ID?: string | undefined;
  OIDC_AUTHORITY?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Interprets the two pairs of settings; undefined where neither is set. Throws `ConfigError`. */
export function readProviderSettings(env: ProviderEnvironment): ProviderConfig | undefined {
  const entra = pairOf(env, 'ENTRA_TENANT_ID', 'ENTRA_CLIENT_ID');
  const oidc = pairOf(env, 'OIDC_AUTHORITY', 'OIDC_CLIENT_ID');
  if (entra && oidc)
    throw new ConfigError(
      'ENTRA_… and OIDC_… are both set; people sign in with one provider, unset the other.',
    );
  if (entra) {
    const [tenantId, clientId] = entra;
    // `common` and `organizations` would let people of any tenant in.
    if (!guid.test(tenantId))
      throw new ConfigError('ENTRA_TENANT_ID must be the id of one tenant, such as 8f6c…-….');
    const tenant = tenantId.toLowerCase();
    const authority = `https://login.microsoftonline.com/${tenant}/v2.0`;
    return { kind: 'entra', authority, clientId, tenantId: tenant };
  }
  if (!oidc) return undefined;
  const [authority, clientId] = oidc;
  return { kind: 'oidc', authority: readAuthority(authority), clientId, tenantId: undefined };
}

function pairOf(
  env: ProviderEnvironment,
  one: keyof ProviderEnvironment,
  other: keyof ProviderEnvironment,
): [string, string] | undefined {
  const [first, second] = [env[one], env[other]];
  if (first !== undefined && second !== undefined) return [first, second];
  if (first === undefined && second === undefined) return undefined;
  const [set, missing] = first === undefined ? [other, one] : [one, other];
  throw new ConfigError(`${set} is set and ${missing} is not; set both, or neither.`);
}

function readAuthority(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || url.search || url.hash || url.username || url.password)
    throw new ConfigError('OIDC_AUTHORITY must be an address such as https://id.example.org.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new ConfigError('OIDC_AUTHORITY must be https; http is for loopback alone.');
  return url.href.replace(/\/$/, '');
}
