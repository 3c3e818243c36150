import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSecret, readSecretKeys, sealSecret } from './secrets.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const place = { workspaceId: 'w', row: 'r', field: 'f' };

describe('a sealed secret', () => {
  it('opens at its place', () => {
    const keys = readSecretKeys(key('a'));
    expect(openSecret(keys, place, sealSecret(keys, place, 'canary'))).toBe('canary');
  });

  it.each(['workspaceId', 'row', 'field'] as const)('does not open under another %s', (part) => {
    const keys = readSecretKeys(key('a'));
    const sealed = sealSecret(keys, place, 'canary');
    expect(() => openSecret(keys, { ...place, [part]: 'other' }, sealed)).toThrow();
  });

  it('does not open after a bit was flipped, and never shows the secret', () => {
    const keys = readSecretKeys(key('a'));
    const sealed = sealSecret(keys, place, 'canary');
    expect(sealed).not.toContain('canary');
    const [id, nonce, body = ''] = sealed.split('.');
    const flipped = Buffer.from(body, 'base64url');
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    expect(() => openSecret(keys, place, [id, nonce, flipped.toString('base64url')].join('.'))).toThrow();
  });

  it('still opens after a rotation, until its key is taken away', () => {
    const [old, next] = [key('old'), key('next')];
    const sealed = sealSecret(readSecretKeys(old), place, 'canary');
    expect(openSecret(readSecretKeys(`${next},${old}`), place, sealed)).toBe('canary');
    expect(() => openSecret(readSecretKeys(next), place, sealed)).toThrow(/SLUICE_SECRET_KEYS/);
  });
});

describe('SLUICE_SECRET_KEYS', () => {
  it.each(['x', 'a:short', 'a:', ':abc', `${key('a')},${key('a')}`])(
    'refuses %j in one sentence',
    (setting) => {
      expect(() => readSecretKeys(setting)).toThrow(/^SLUICE_SECRET_KEYS .*\.$/);
    },
  );
});
