import { isIPv4, isIPv6 } from 'node:net';

/** An address shortened to its network: the first 24 bits of IPv4, the first 48 of IPv6. */
export function shortAddress(address: string | null): string {
  const plain = address?.replace(/^::ffff:(?=[\d.]+$)/i, '') ?? '';
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  const bare = plain.replace(/%.*$/, '');
  if (!isIPv6(bare)) return 'unknown';
  return `${groupsOf(bare).slice(0, 3).join(':')}::/48`;
}

/** All eight groups; `::` stands for as many zeros as are missing. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after].map((group) =>
    group.replace(/^0+(?=.)/, '').toLowerCase(),
  );
}
