import { requireCalm, route } from '#server/http/index.ts';
import { createInvitation, listInvitations } from '#server/users/index.ts';

export const GET = route('listInvitations', listInvitations);

export const POST = route('createInvitation', async (ctx, input) => {
  await requireCalm(ctx, 'invite', ctx.actor.workspaceId);
  return createInvitation(ctx, input);
});
