import { requireFewInvitations, route } from '#server/http/index.ts';
import { resendInvitation } from '#server/users/index.ts';

export const POST = route('resendInvitation', async (ctx, input) => {
  await requireFewInvitations(ctx, ctx.actor);
  return resendInvitation(ctx, input);
});
