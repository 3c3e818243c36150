import { describe, expect, it } from 'vitest';
import { readProviderSettings } from './provider-settings.ts';

const tenant = '8F6C1B2A-1111-4111-8111-0123456789AB';

function problemOf(env: Record<string, string>): string {
  try {
    readProviderSettings(env);
  } catch (error) {
    expect(error).toMatchObject({ name: 'ConfigError' });
    return (error as Error).message;
  }
  throw new Error('these settings were taken');
}

describe('the settings of an identity provider', () => {
  it('may all be absent', () => {
    expect(readProviderSettings({})).toBeUndefined();
  });

  it('name one tenant of Entra', () => {
    expect(readProviderSettings({ ENTRA_TENANT_ID: tenant, ENTRA_CLIENT_ID: 'client' })).toEqual({
      kind: 'entra',
      authority: `https://login.microsoftonline.com/${tenant.toLowerCase()}/v2.0`,
      clientId: 'client',
      tenantId: tenant.toLowerCase(),
    });
  });

  it.each([
    ['https://id.example.org', 'https://id.example.org'],
    ['https://id.example.org/realms/a/', 'https://id.example.org/realms/a'],
    ['http://localhost:9000/first', 'http://localhost:9000/first'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
  ])('name any OpenID provider: %s', (given, authority) => {
    expect(readProviderSettings({ OIDC_AUTHORITY: given, OIDC_CLIENT_ID: 'client' })).toEqual({
      kind: 'oidc',
      authority,
      clientId: 'client',
      tenantId: undefined,
    });
  });

  it.each(['common', 'organizations', 'consumers', 'example.org', '', '../x'])(
    'refuse the tenant %j, which would be anybody or nobody',
    (given) => {
      expect(problemOf({ ENTRA_TENANT_ID: given, ENTRA_CLIENT_ID: 'c' })).toContain('ENTRA_TENANT_ID');
    },
  );

  it.each([
    'id.example.org',
    'http://id.example.org',
    'http://localhost.example.org',
    'https://user:pass@id.example.org',
    'https://id.example.org/?x=1',
    'https://id.example.org/#x',
    'ftp://id.example.org',
    'javascript:alert(1)',
  ])('refuse the authority %s', (given) => {
    const message = problemOf({ OIDC_AUTHORITY: given, OIDC_CLIENT_ID: 'c' });
    expect(message).toMatch(/^OIDC_AUTHORITY [^\n]+\.$/);
    expect(message).not.toContain('pass@');
  });

  it.each([
    [{ ENTRA_TENANT_ID: tenant }, 'ENTRA_CLIENT_ID'],
    [{ ENTRA_CLIENT_ID: 'c' }, 'ENTRA_TENANT_ID'],
    [{ OIDC_AUTHORITY: 'https://id.example.org' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_CLIENT_ID: 'c' }, 'OIDC_AUTHORITY'],
  ])('refuse half a pair and name the missing half: %o', (env, missing) => {
    expect(problemOf(env as Record<string, string>)).toContain(`${missing} is not`);
  });

  it('refuse two providers', () => {
    const both = {
      ENTRA_TENANT_ID: tenant,
      ENTRA_CLIENT_ID: 'c',
      OIDC_AUTHORITY: 'https://a',
      OIDC_CLIENT_ID: 'c',
    };
    expect(problemOf(both)).toMatch(/one provider/);
  });
});
