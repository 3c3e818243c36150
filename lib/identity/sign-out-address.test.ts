import { expect, test } from 'vitest';
import { signOutAddress } from './sign-out-address.ts';

const portal = 'https://data.example.org';
const back = 'post_logout_redirect_uri=https%3A%2F%2Fdata.example.org%2Fsign-in';
const oidc = {
  label: 'id.example.org',
  kind: 'oidc' as const,
  authority: 'https://id.example.org',
  clientId: 'c 1',
};
const endpoints = {
  issuer: 'https://id.example.org',
  authorization_endpoint: 'https://id.example.org/auth',
  token_endpoint: 'https://id.example.org/token',
  jwks_uri: 'https://id.example.org/keys',
};

test('the endpoint of the OpenID configuration is asked, with the way back', () => {
  const metadata = { ...endpoints, end_session_endpoint: 'https://id.example.org/end?realm=a' };
  expect(signOutAddress({ provider: { ...oidc, metadata } }, portal)).toBe(
    `https://id.example.org/end?realm=a&client_id=c+1&${back}`,
  );
});

test("Microsoft's is the one of the tenant", () => {
  const authority = 'https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0';
  const provider = { label: 'Microsoft', kind: 'entra' as const, authority, clientId: 'c', metadata: null };
  expect(signOutAddress({ provider }, portal)).toBe(
    `https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/oauth2/v2.0/logout?client_id=c&${back}`,
  );
});

test('without a provider, or at one that offers none, there is no such address', () => {
  expect(signOutAddress({ provider: null }, portal)).toBeUndefined();
  expect(signOutAddress({ provider: { ...oidc, metadata: endpoints } }, portal)).toBeUndefined();
});
