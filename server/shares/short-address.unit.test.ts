import { expect, it } from 'vitest';
import { shortAddress } from './short-address.ts';

it.each([
  ['198.51.100.7', '198.51.100.0/24'],
  ['::ffff:198.51.100.7', '198.51.100.0/24'],
  ['198.51.100.7:50123', '198.51.100.0/24'],
  ['[2001:db8:1::7]:50123', '2001:db8:1::/48'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0DB8::1', '2001:db8:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['::1', '0:0:0::/48'],
  ['unknown', 'unknown'],
  ['=cmd()', 'unknown'],
  [null, 'unknown'],
])('%s is told as %s', (address, told) => {
  expect(shortAddress(address)).toBe(told);
});
