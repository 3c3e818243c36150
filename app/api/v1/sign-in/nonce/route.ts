import { requireCalm, route } from '#server/http/index.ts';
import { createNonce } from '#server/identity/index.ts';

export const POST = route('createNonce', async (ctx) => {
  await requireCalm(ctx, 'nonce', ctx.address ?? '');
  return createNonce(ctx);
});
