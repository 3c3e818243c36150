import { requireCalm, route, signedInResponse } from '#server/http/index.ts';
import { signInWithProvider } from '#server/identity/index.ts';

export const POST = route('signInWithProvider', async (ctx, input) => {
  await requireCalm(ctx, 'signIn', ctx.address ?? '');
  return signedInResponse(ctx.config, await signInWithProvider(ctx, input));
});
