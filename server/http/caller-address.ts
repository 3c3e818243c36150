import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { type BlockList, isIPv6 } from 'node:net';
import { plainAddress } from '#server/platform/address.ts';

/**
 * From now on `X-Forwarded-For` is what `proxies` say; of anybody else it becomes the address they come from, as else everybody
 * could invent one for each guess. For all servers of this process; answers what ends it.
 */
export function believeOnly(proxies: BlockList): () => void {
  const correct = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    if (peer !== undefined && proxies.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4')) return;
    // Next keeps a header that is there. A connection that is gone already has no address.
    request.headers['x-forwarded-for'] = peer ?? 'unknown';
  };
  // Node tells of each request here just before its server does.
  subscribe('http.server.request.start', correct);
  return () => {
    unsubscribe('http.server.request.start', correct);
  };
}
