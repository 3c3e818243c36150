import { route } from '#server/http/index.ts';
import { describeProvider } from '#server/identity/index.ts';

export const GET = route('getSignInOptions', async (ctx) => ({
  portalUrl: ctx.config.publicUrl,
  provider: await describeProvider(ctx.config),
}));
