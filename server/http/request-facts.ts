import { plainAddress } from '#server/platform/address.ts';

/**
 * As the nearest proxy tells it, without its port. Where no trusted one does, the header has the address at the other end of the
 * connection, by `believeOnly` or by Next.
 */
export function addressOf(request: Request): string {
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return plainAddress(forwarded) ?? (forwarded.slice(0, 64) || 'unknown');
}

/** What the client says it is, printable and of bounded length. */
export function clientOf(request: Request): string {
  const agent = request.headers.get('user-agent') ?? '';
  return agent.replace(/[^ -~]/g, '').slice(0, 200) || 'unknown';
}

/**
 * The token of `Authorization: Bearer …` (RFC 6750); undefined where there is no such header, or one of another scheme:
 * browsers send the password of a proxy in front along with every request.
 */
export function bearerOf(request: Request): string | undefined {
  const header = request.headers.get('authorization');
  if (header === null || /^(?!Bearer )[A-Za-z]+ +\S/i.test(header)) return undefined;
  return /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
}

/** The password of `Authorization: Basic …` (RFC 7617), whoever the user is; undefined where there is none. */
export function passwordOf(request: Request): string | undefined {
  const [, encoded] =
    /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1).trim();
}
