import { isIPv4, isIPv6 } from 'node:net';
import { groupsOf, plainAddress } from '#server/platform/address.ts';

/** An address shortened to its network: the first 24 bits of IPv4, the first 48 of IPv6. */
export function shortAddress(address: string | null): string {
  const plain = plainAddress(address ?? '') ?? '';
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return 'unknown';
  return `${groupsOf(plain).slice(0, 3).join(':')}::/48`;
}
