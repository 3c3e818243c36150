import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Next answers an address whose percent-encoding is broken, such as `/s/%E0%A4%A` where a mail program cut it, with a 500
 * of its own, before any page of ours sees it, and logs the address, which may be a link. So such a `%` is read as the sign
 * that it is: pages and routes then say what they say of all that leads nowhere. For this process; calling it again changes
 * nothing.
 */
export function readBrokenPaths(): void {
  // Node tells of each request here just before its server does.
  subscribe('http.server.request.start', mendPath);
}

function mendPath(message: unknown): void {
  const { request } = message as { request: IncomingMessage };
  request.url = readablePath(request.url ?? '/');
}

/** The address with a path that can be decoded: as it is, or with each `%` of it standing for itself. */
export function readablePath(address: string): string {
  const end = address.indexOf('?');
  const path = end < 0 ? address : address.slice(0, end);
  try {
    decodeURIComponent(path);
    return address;
  } catch {
    return path.replaceAll('%', '%25') + address.slice(path.length);
  }
}
