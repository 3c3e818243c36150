import { ConfigError } from './config-error.ts';
import { isLoopback } from './public-url.mjs';

export interface StorageConfig {
  /** How we prove who we are: an account key (connection string), or the machine's Entra identity. */
  credential: { kind: 'account-key'; accountName: string; accountKey: string } | { kind: 'identity' };
  /** Blob endpoint of the account, no trailing slash; path-style (…/account) for an emulator. */
  endpoint: string;
  /** Origin at which browsers reach blobs (for the CSP). */
  browserOrigin: string;
  container: string;
  /** The container's mark as another database left it, which this portal's is to take over; see `keep-container.ts`. */
  claimedMark: string | undefined;
  /** The emulator this installation started itself: we make its container and CORS rules. */
  embedded: boolean;
}

interface StorageEnvironment {
  SLUICE_CONTAINER?: string | undefined;
  SLUICE_EMBEDDED_STORAGE?: string | undefined;
  SLUICE_CLAIM_CONTAINER?: string | undefined;
  AZURE_STORAGE_CONNECTION_STRING?: string | undefined;
  AZURE_STORAGE_ACCOUNT_URL?: string | undefined;
}

/** Interprets the storage settings; throws `ConfigError`. */
export function readStorageSettings(env: StorageEnvironment): StorageConfig {
  const { AZURE_STORAGE_CONNECTION_STRING: connection, AZURE_STORAGE_ACCOUNT_URL: accountUrl } = env;
  if (connection && accountUrl)
    throw new ConfigError(
      'AZURE_STORAGE_CONNECTION_STRING and AZURE_STORAGE_ACCOUNT_URL are both set; keep the one that is meant.',
    );
  const container = readContainer(env.SLUICE_CONTAINER ?? 'sluice');
  const embedded = env.SLUICE_EMBEDDED_STORAGE === '1';
  const claimedMark = env.SLUICE_CLAIM_CONTAINER;
  if (connection) return { ...fromConnectionString(connection), container, claimedMark, embedded };
  if (accountUrl) return { ...fromAccountUrl(accountUrl), container, claimedMark, embedded: false };
  throw new ConfigError(
    'AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_ACCOUNT_URL is missing; `npm start` sets up an embedded storage.',
  );
}

function fromConnectionString(
  connection: string,
): Pick<StorageConfig, 'credential' | 'endpoint' | 'browserOrigin'> {
  const name = 'AZURE_STORAGE_CONNECTION_STRING';
  const parts = new Map(
    connection
      .split(';')
      .filter(Boolean)
      .map((part) => {
        const at = part.indexOf('=');
        return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const;
      }),
  );
  const accountName = parts.get('accountname');
  const accountKey = parts.get('accountkey');
  if (!accountName || !accountKey)
    throw new ConfigError(`${name} must hold AccountName and AccountKey (a SAS cannot sign others).`);
  const suffix = parts.get('endpointsuffix') ?? 'core.windows.net';
  const protocol = parts.get('defaultendpointsprotocol') ?? 'https';
  const endpoint = parts.get('blobendpoint') ?? `${protocol}://${accountName}.blob.${suffix}`;
  return { credential: { kind: 'account-key', accountName, accountKey }, ...checkEndpoint(name, endpoint) };
}

function fromAccountUrl(url: string): Pick<StorageConfig, 'credential' | 'endpoint' | 'browserOrigin'> {
  const checked = checkEndpoint('AZURE_STORAGE_ACCOUNT_URL', url);
  if (!checked.endpoint.startsWith('https:'))
    throw new ConfigError('AZURE_STORAGE_ACCOUNT_URL must be https, as an identity’s tokens travel to it.');
  return { credential: { kind: 'identity' }, ...checked };
}

function checkEndpoint(name: string, endpoint: string): { endpoint: string; browserOrigin: string } {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new ConfigError(
      `${name} holds no usable blob endpoint, such as https://account.blob.core.windows.net.`,
    );
  if (url.search || url.username || url.password)
    throw new ConfigError(`${name} must not carry a SAS or a password in its address.`);
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new ConfigError(`${name} must be https; http is for an emulator on this machine alone.`);
  return { endpoint: url.href.replace(/\/$/, ''), browserOrigin: url.origin };
}

/** Container names: 3 to 63 lower-case letters, digits and single hyphens (Azure's rule). */
function readContainer(name: string): string {
  if (/^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return name;
  throw new ConfigError('SLUICE_CONTAINER must have 3 to 63 lower-case letters, digits and single hyphens.');
}
