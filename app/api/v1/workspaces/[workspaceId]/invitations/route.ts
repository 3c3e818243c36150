import { requireFewInvitations, route } from '#server/http/index.ts';
import { createInvitation, listInvitations } from '#server/users/index.ts';

export const GET = route('listInvitations', listInvitations);

export const POST = route('createInvitation', async (ctx, input) => {
  await requireFewInvitations(ctx, ctx.actor);
  return createInvitation(ctx, input);
});
