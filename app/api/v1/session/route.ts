import { requireCalm, route, signedInResponse, signedOutResponse } from '#server/http/index.ts';
import { getSession, signIn, signOut, updateProfile } from '#server/identity/index.ts';

export const POST = route('signIn', async (ctx, input) => {
  await requireCalm(ctx, 'signIn', ctx.address ?? '');
  return signedInResponse(ctx.config, await signIn(ctx, input));
});

export const GET = route('getSession', getSession);

export const PATCH = route('updateProfile', updateProfile);

export const DELETE = route('signOut', async (ctx) => {
  await signOut(ctx);
  return signedOutResponse(ctx.config);
});
