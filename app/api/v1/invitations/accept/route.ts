import { requireCalm, route, signedInResponse } from '#server/http/index.ts';
import { acceptInvitation } from '#server/users/index.ts';

export const POST = route('acceptInvitation', async (ctx, input) => {
  await requireCalm(ctx, 'signIn', ctx.address ?? '');
  const accepted = await acceptInvitation(ctx, input);
  return 'code' in accepted ? signedInResponse(ctx.config, accepted) : accepted;
});
