import { expect, test } from 'vitest';
import { originAt, publicOriginOf } from './settings.mjs';

test('a server that listens everywhere is reached over loopback, any other at its address', () => {
  expect(originAt('0.0.0.0', 3000)).toBe('http://127.0.0.1:3000');
  expect(originAt('::', 3000)).toBe('http://127.0.0.1:3000');
  expect(originAt('::1', 3000)).toBe('http://[::1]:3000');
  expect(originAt('127.0.0.1', 3001)).toBe('http://127.0.0.1:3001');
});

test('people reach the portal at SLUICE_PUBLIC_URL, or where it listens', () => {
  const at = (publicUrl: string | undefined, host: string) => publicOriginOf({ publicUrl, host }, 3000);
  expect(at('https://data.example.org/', '0.0.0.0')).toBe('https://data.example.org');
  expect(at(undefined, '0.0.0.0')).toBe('http://127.0.0.1:3000');
});

test('what they could not sign in at is refused by the setting that is missing or wrong', () => {
  const refused = (publicUrl: string | undefined, host: string) => () =>
    publicOriginOf({ publicUrl, host }, 3000);
  expect(refused(undefined, '192.0.2.7')).toThrow('SLUICE_BIND=192.0.2.7 needs SLUICE_PUBLIC_URL beside it');
  expect(refused('http://data.example.org', '0.0.0.0')).toThrow('SLUICE_PUBLIC_URL must be https');
  expect(refused('nonsense', '127.0.0.1')).toThrow('SLUICE_PUBLIC_URL must be an address');
});
