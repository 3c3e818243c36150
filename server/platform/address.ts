import { isIPv4, isIPv6 } from 'node:net';

/**
 * The bare address in what a proxy writes of a caller: `198.51.100.7:50123` (Azure's gateways), `[2001:db8::1]:443`, an
 * IPv4 address as IPv6 (`::ffff:198.51.100.7`), a zone. One spelling for each; undefined for what is none.
 */
export function plainAddress(text: string): string | undefined {
  const [, v4] = /^([\d.]+)(?::\d+)?$/.exec(text) ?? [];
  if (v4 !== undefined) return isIPv4(v4) ? v4 : undefined;
  const [, bracketed, bare = bracketed] = /^(?:\[([^[\]]+)\](?::\d+)?|([^[\]]+))$/.exec(text) ?? [];
  const v6 = bare?.replace(/%.*$/, '') ?? '';
  if (!isIPv6(v6)) return undefined;
  // The shortest spelling there is, in lower case and without dots (RFC 5952).
  const canonical = new URL(`http://[${v6}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical;
  return [high, low]
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.');
}

/** What to count a caller by: of IPv6 the first 64 bits, as every customer has all addresses behind them. */
export function networkOf(address: string): string {
  const plain = plainAddress(address) ?? address;
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : plain;
}

/** All eight groups of an IPv6 address as `plainAddress` spells it; `::` stands for as many zeros as are missing. */
export function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after];
}
