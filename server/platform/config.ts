import type { BlockList } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { readMailSettings } from './mail-settings.ts';
import { type ProviderConfig, readProviderSettings } from './provider-settings.ts';
import { publicUrlFlaw } from './public-url.mjs';
import { readQuotaSetting } from './quota-setting.ts';
import { readSecretKeys, type SecretKey } from './secrets.ts';
import { readStorageSettings, type StorageConfig } from './storage-settings.ts';
import { readTrustedProxies } from './trusted-proxies.ts';

export interface Config {
  /** Where people reach the portal; origin only, no trailing slash. */
  publicUrl: string;
  /** Who is believed about the address of a caller: the proxies in front. */
  trustedProxies: BlockList;
  dataFolder: string;
  database: { kind: 'pglite'; folder: string } | { kind: 'postgres'; url: string };
  storage: StorageConfig;
  /** First is current; the others still open what they sealed. */
  secretKeys: readonly SecretKey[];
  /** The identity provider people sign in with, where one is set. */
  provider: ProviderConfig | undefined;
  /** SHA-256 (hex) of the code by which who runs the installation makes sign-in links, where the starter made one. */
  operatorDigest: string | undefined;
  /** Where mail is handed over, and whom it is from. */
  mail: { smtpUrl: string; from: string } | undefined;
  /** SHA-256 (hex) of the first Owner's one-time sign-in code, where the starter made one. */
  signInDigest: string | undefined;
}

const text = z.string().trim().min(1).optional();
const environmentSchema = z.object({
  PORT: text,
  SLUICE_DATA: text,
  SLUICE_PUBLIC_URL: text,
  SLUICE_TRUSTED_PROXIES: text,
  SLUICE_CONTAINER: text,
  SLUICE_SECRET_KEYS: text,
  SLUICE_SIGN_IN_DIGEST: text,
  SLUICE_OPERATOR_DIGEST: text,
  SLUICE_WORKSPACE_QUOTA: text,
  SMTP_URL: text,
  MAIL_FROM: text,
  ENTRA_TENANT_ID: text,
  ENTRA_CLIENT_ID: text,
  OIDC_AUTHORITY: text,
  OIDC_CLIENT_ID: text,
  SLUICE_EMBEDDED_STORAGE: text,
  SLUICE_CLAIM_CONTAINER: text,
  DATABASE_URL: text,
  AZURE_STORAGE_CONNECTION_STRING: text,
  AZURE_STORAGE_ACCOUNT_URL: text,
});
export type Environment = z.infer<typeof environmentSchema>;

/** Interprets the environment; throws `ConfigError`. Pure: reads nothing but its argument. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== '');
  const env = environmentSchema.parse(Object.fromEntries(set));
  const dataFolder = resolve(/* turbopackIgnore: true */ env.SLUICE_DATA ?? '.sluice');
  const database = readDatabase(env.DATABASE_URL, dataFolder);
  const secretKeys = readSecretKeys(env.SLUICE_SECRET_KEYS);
  if (secretKeys.length === 0)
    throw new ConfigError(
      'SLUICE_SECRET_KEYS is missing; set it to id:base64 of 32 random bytes, the same on every server.',
    );
  for (const name of ['SLUICE_SIGN_IN_DIGEST', 'SLUICE_OPERATOR_DIGEST'] as const)
    if (env[name] !== undefined && !/^[0-9a-f]{64}$/.test(env[name]))
      throw new ConfigError(`${name} must be a SHA-256 in 64 hexadecimal digits.`);
  // Held against its rules here, so that a wrong one stops the start; it is read where room is asked for.
  readQuotaSetting(env.SLUICE_WORKSPACE_QUOTA);
  return {
    publicUrl: readPublicUrl(env.SLUICE_PUBLIC_URL ?? `http://127.0.0.1:${env.PORT ?? '3000'}`),
    trustedProxies: readTrustedProxies(env.SLUICE_TRUSTED_PROXIES),
    dataFolder,
    database,
    storage: readStorageSettings(env),
    secretKeys,
    provider: readProviderSettings(env),
    mail: readMailSettings(env),
    operatorDigest: env.SLUICE_OPERATOR_DIGEST,
    signInDigest: env.SLUICE_SIGN_IN_DIGEST,
  };
}

function readDatabase(url: string | undefined, dataFolder: string): Config['database'] {
  if (url === undefined) return { kind: 'pglite', folder: join(dataFolder, 'db') };
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new ConfigError(
      'DATABASE_URL must be a PostgreSQL address: postgres://user:password@host:5432/database.',
    );
  return { kind: 'postgres', url };
}

function readPublicUrl(value: string): string {
  const flaw = publicUrlFlaw(value);
  if (flaw !== undefined) throw new ConfigError(flaw);
  return new URL(value).origin;
}

let config: Config | undefined;

/** This process's configuration, read from the environment once. */
export function getConfig(): Config {
  config ??= readConfig(process.env);
  return config;
}
