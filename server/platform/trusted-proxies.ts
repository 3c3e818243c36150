import { BlockList, isIP } from 'node:net';
import { ConfigError } from './config-error.ts';

const longestPrefix = { ipv4: 32, ipv6: 128 };

/**
 * Interprets SLUICE_TRUSTED_PROXIES: whose word counts for the address of a caller, by address or network. This machine
 * alone where it is not set; what is set stands in place of that. Throws `ConfigError`.
 */
export function readTrustedProxies(value = '127.0.0.0/8,::1'): BlockList {
  const trusted = new BlockList();
  for (const entry of value.split(',').map((part) => part.trim())) {
    const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    // A zone is of one machine's own naming, and would match nothing here.
    if (isIP(address) === 0 || address.includes('%') || Number(prefix ?? 0) > longestPrefix[family])
      throw new ConfigError(
        'SLUICE_TRUSTED_PROXIES must be addresses or networks parted by commas, such as 10.0.0.4,172.16.0.0/12.',
      );
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  return trusted;
}
