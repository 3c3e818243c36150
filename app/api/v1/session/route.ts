import { clearedCookie, requireCalm, route, sessionCookie } from '#server/http/index.ts';
import { getSession, signIn, signOut } from '#server/identity/index.ts';

export const POST = route('signIn', async (ctx, input) => {
  await requireCalm('signIn', ctx.address ?? '');
  const { session, code, expiresAt } = await signIn(ctx, input);
  const headers = { 'cache-control': 'no-store', 'set-cookie': sessionCookie(ctx.config, code, expiresAt) };
  return Response.json(session, { status: 201, headers });
});

export const GET = route('getSession', getSession);

export const DELETE = route('signOut', async (ctx) => {
  await signOut(ctx);
  const headers = { 'cache-control': 'no-store', 'set-cookie': clearedCookie(ctx.config) };
  return new Response(null, { status: 204, headers });
});
