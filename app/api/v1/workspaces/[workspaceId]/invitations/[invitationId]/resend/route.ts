import { requireCalm, route } from '#server/http/index.ts';
import { resendInvitation } from '#server/users/index.ts';

export const POST = route('resendInvitation', async (ctx, input) => {
  await requireCalm(ctx, 'invite', ctx.actor.workspaceId);
  return resendInvitation(ctx, input);
});
