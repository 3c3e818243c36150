import type { ShareView } from '#lib/shares/share-schema.ts';
import { admitLink, type VisitorContext } from './admit-link.ts';
import { issueTicket } from './link-ticket.ts';
import { sharedFiles, sharedVersion } from './shared-version.ts';
import { useLink } from './use-link.ts';

/** Paths that one view names; the rest is in the zip. */
const shownFiles = 1000;

/** What a link leads to, for whoever may open it. */
export async function openShare(
  ctx: VisitorContext,
  { code, password }: { code: string; password?: string | undefined },
): Promise<ShareView> {
  const link = await admitLink(ctx, 'dataset', { code, password });
  const { share } = link;
  const shared = await sharedVersion(link);
  const files = await sharedFiles(link, shared, { limit: shownFiles });
  await ctx.db.transaction((tx) => useLink(link.ctx, tx, 'open'));
  const { dataset, version, fileCount } = shared;
  return {
    name: dataset.name,
    sharedBy: link.makerName,
    description: dataset.description,
    dataTypeId: version.dataTypeId,
    size: version.size,
    version: version.n,
    updatedAt: version.createdAt.toISOString(),
    files: files.map(({ path, size, md5 }) => ({ path, size, md5 })),
    fileCount,
    preview: share.preview,
    expiresAt: share.expiresAt.toISOString(),
    downloadsLeft: share.downloadLimit === null ? null : share.downloadLimit - share.downloads,
    hasPassword: share.passwordHash !== null,
    ticket: issueTicket(ctx, share),
  };
}
