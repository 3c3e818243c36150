import type { Session } from '#lib/identity/session-schema.ts';
import type { Config } from '#server/platform/config.ts';
import { clearedCookie, sessionCookie } from './session-cookie.ts';

/** The answer to a sign-in: the session, and its code in the cookie. */
export function signedInResponse(
  config: Config,
  { session, code, expiresAt }: { session: Session; code: string; expiresAt: Date },
): Response {
  const headers = { 'cache-control': 'no-store', 'set-cookie': sessionCookie(config, code, expiresAt) };
  return Response.json(session, { status: 201, headers });
}

/** The answer to the end of the session that asks: the cookie goes too. */
export function signedOutResponse(config: Config): Response {
  const headers = { 'cache-control': 'no-store', 'set-cookie': clearedCookie(config) };
  return new Response(null, { status: 204, headers });
}
