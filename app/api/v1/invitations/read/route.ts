import { requireCalm, route } from '#server/http/index.ts';
import { readInvitation } from '#server/users/index.ts';

export const POST = route('readInvitation', async (ctx, input) => {
  await requireCalm(ctx, 'signIn', ctx.address ?? '');
  return readInvitation(ctx, input);
});
