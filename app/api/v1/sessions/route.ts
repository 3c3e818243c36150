import { route, signedOutResponse } from '#server/http/index.ts';
import { endAllSessions, listSessions } from '#server/identity/index.ts';

export const GET = route('listSessions', listSessions);

export const DELETE = route('endAllSessions', async (ctx) => {
  await endAllSessions(ctx);
  return signedOutResponse(ctx.config);
});
