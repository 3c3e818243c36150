import { expect, it } from 'vitest';
import { networkOf, plainAddress } from './address.ts';

it.each([
  ['198.51.100.7', '198.51.100.7'],
  ['198.51.100.7:50123', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['::FFFF:c633:6407', '198.51.100.7'],
  ['[::ffff:198.51.100.7]:50123', '198.51.100.7'],
  ['2001:0DB8:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['198.51.100.700', undefined],
  ['198.51.100.7:50123:1', undefined],
  ['[198.51.100.7]:1', undefined],
  ['unknown', undefined],
  ['', undefined],
])('%s is the address %s', (text, address) => {
  expect(plainAddress(text)).toBe(address);
});

it.each([
  ['198.51.100.7:50123', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['unknown', 'unknown'],
])('%s is counted as %s', (text, network) => {
  expect(networkOf(text)).toBe(network);
});
