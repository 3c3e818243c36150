import type { DataRequestView } from '#lib/shares/data-request-schema.ts';
import { admitLink, type VisitorContext } from './admit-link.ts';
import { placesTaken } from './find-link.ts';
import { issueTicket } from './link-ticket.ts';
import { useLink } from './use-link.ts';

/** What a link to receive data asks for. */
export async function openDataRequest(
  ctx: VisitorContext,
  { code, password }: { code: string; password?: string | undefined },
): Promise<DataRequestView> {
  const link = await admitLink(ctx, 'request', { code, password });
  const { share } = link;
  await ctx.db.transaction((tx) => useLink(link.ctx, tx, 'open'));
  const taken = await placesTaken(ctx.db, share.id, ctx.now());
  const { title, note, dataTypeIds } = share;
  const [maxBytesPerFile, maxFiles] = [share.maxBytesPerFile ?? 0, share.maxFiles ?? 0];
  return {
    ...{ title, note, askedBy: link.makerName },
    expiresAt: share.expiresAt.toISOString(),
    limits: { maxBytesPerFile, maxFiles, dataTypeIds },
    filesLeft: Math.max(0, maxFiles - taken),
    hasPassword: share.passwordHash !== null,
    ticket: issueTicket(ctx, share),
  };
}
