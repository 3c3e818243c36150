import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const emulator =
  'DefaultEndpointsProtocol=http;AccountName=sluice;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:10000/sluice;';
const SLUICE_SECRET_KEYS = `k:${Buffer.alloc(32, 1).toString('base64')}`;
const good = { AZURE_STORAGE_CONNECTION_STRING: emulator, SLUICE_SECRET_KEYS };

describe('the configuration', () => {
  it('is embedded by default', () => {
    const config = readConfig({ ...good, PORT: '3001', SLUICE_DATA: '/srv/sluice' });
    expect(config.publicUrl).toBe('http://127.0.0.1:3001');
    expect(config.database).toEqual({ kind: 'pglite', folder: '/srv/sluice/db' });
    expect(config.storage).toMatchObject({ endpoint: 'http://127.0.0.1:10000/sluice', container: 'sluice' });
    expect(config.storage.browserOrigin).toBe('http://127.0.0.1:10000');
  });

  it('takes an account by its connection string or by its address', () => {
    const connection = 'AccountName=team;AccountKey=a2V5;EndpointSuffix=core.windows.net';
    expect(
      readConfig({ AZURE_STORAGE_CONNECTION_STRING: connection, SLUICE_SECRET_KEYS }).storage.endpoint,
    ).toBe('https://team.blob.core.windows.net');
    const { storage } = readConfig({
      AZURE_STORAGE_ACCOUNT_URL: 'https://team.blob.core.windows.net/',
      SLUICE_SECRET_KEYS,
    });
    expect(storage).toMatchObject({ credential: { kind: 'identity' }, embedded: false });
  });

  it('takes empty settings as absent', () => {
    expect(readConfig({ ...good, DATABASE_URL: '', AZURE_STORAGE_ACCOUNT_URL: ' ' }).database.kind).toBe(
      'pglite',
    );
  });

  it.each([
    ['no storage', { SLUICE_SECRET_KEYS }, 'AZURE_STORAGE_CONNECTION_STRING'],
    [
      'two storages',
      { ...good, AZURE_STORAGE_ACCOUNT_URL: 'https://a.blob.core.windows.net' },
      'AZURE_STORAGE',
    ],
    [
      'a connection string with a SAS',
      {
        AZURE_STORAGE_CONNECTION_STRING: 'BlobEndpoint=https://a;SharedAccessSignature=sv=1',
        SLUICE_SECRET_KEYS,
      },
      'AccountKey',
    ],
    [
      'an account without https',
      { AZURE_STORAGE_ACCOUNT_URL: 'http://127.0.0.1:1', SLUICE_SECRET_KEYS },
      'AZURE_STORAGE_ACCOUNT_URL',
    ],
    [
      'an account address with a SAS',
      { AZURE_STORAGE_ACCOUNT_URL: 'https://a.blob.core.windows.net/?sig=x', SLUICE_SECRET_KEYS },
      'AZURE_STORAGE_ACCOUNT_URL',
    ],
    [
      'an http endpoint elsewhere',
      { ...good, AZURE_STORAGE_CONNECTION_STRING: emulator.replace('127.0.0.1', '10.0.0.1') },
      'AZURE_STORAGE_CONNECTION_STRING',
    ],
    ['a public http address', { ...good, SLUICE_PUBLIC_URL: 'http://data.example.org' }, 'SLUICE_PUBLIC_URL'],
    [
      'a public address with a path',
      { ...good, SLUICE_PUBLIC_URL: 'https://data.example.org/x' },
      'SLUICE_PUBLIC_URL',
    ],
    ['a public address that is none', { ...good, SLUICE_PUBLIC_URL: 'data' }, 'SLUICE_PUBLIC_URL'],
    ['a proxy by name', { ...good, SLUICE_TRUSTED_PROXIES: 'proxy' }, 'SLUICE_TRUSTED_PROXIES'],
    ['another database', { ...good, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    ['no keys', { AZURE_STORAGE_CONNECTION_STRING: emulator }, 'SLUICE_SECRET_KEYS'],
    ['bad keys', { ...good, SLUICE_SECRET_KEYS: 'short' }, 'SLUICE_SECRET_KEYS'],
    ['a bad container', { ...good, SLUICE_CONTAINER: 'A_b' }, 'SLUICE_CONTAINER'],
    ['a bad digest', { ...good, SLUICE_SIGN_IN_DIGEST: 'x' }, 'SLUICE_SIGN_IN_DIGEST'],
  ])('refuses %s in one sentence that names the setting', (_, variables, setting) => {
    expect(() => readConfig(variables as Record<string, string>)).toThrow(
      expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(setting) }),
    );
    try {
      readConfig(variables as Record<string, string>);
    } catch (error) {
      expect((error as Error).message).toMatch(/^[^\n]+\.$/);
      expect((error as Error).message).not.toContain('a2V5');
    }
  });

  it('takes PostgreSQL', () => {
    const config = readConfig({ ...good, DATABASE_URL: 'postgres://u:p@db/sluice' });
    expect(config.database.kind).toBe('postgres');
  });
});
