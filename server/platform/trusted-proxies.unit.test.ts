import { isIPv6 } from 'node:net';
import { expect, it } from 'vitest';
import { readTrustedProxies } from './trusted-proxies.ts';

const trusts = (setting: string | undefined, address: string) =>
  readTrustedProxies(setting).check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

it.each([
  [undefined, '127.0.0.1'],
  [undefined, '127.9.9.9'],
  [undefined, '::1'],
  [undefined, '::ffff:127.0.0.1'],
  ['10.0.0.4', '10.0.0.4'],
  [' 10.0.0.4 , 172.16.0.0/12 ', '172.17.0.1'],
  ['172.16.0.0/12', '::ffff:172.17.0.1'],
  ['2001:db8::/32', '2001:db8:1::9'],
  ['::ffff:10.0.0.4', '10.0.0.4'],
])('of %s the address %s is trusted', (setting, address) => {
  expect(trusts(setting, address)).toBe(true);
});

it.each([
  [undefined, '10.0.0.4'],
  [undefined, '::2'],
  ['10.0.0.4', '10.0.0.5'],
  ['10.0.0.4', '127.0.0.1'],
  ['172.16.0.0/12', '172.32.0.1'],
  ['2001:db8::/32', '2001:db9::1'],
])('of %s the address %s is not', (setting, address) => {
  expect(trusts(setting, address)).toBe(false);
});

it.each([
  'proxy.example.org',
  '10.0.0.4;10.0.0.5',
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/',
  '10.0.0.4:80',
  '10.0.0.4,',
  'fe80::1%eth0',
])('%s is refused with a sentence that shows what is right', (setting) => {
  expect(() => readTrustedProxies(setting)).toThrow(
    /^SLUICE_TRUSTED_PROXIES must be .* such as 10\.0\.0\.4,172\.16\.0\.0\/12\.$/,
  );
});
