import { and, eq } from 'drizzle-orm';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { issueArchiveKey } from './archive.ts';
import { findVersion, issueReadKey, type VersionAddress } from './issue-read-key.ts';

const { datasetFiles } = schema;

/**
 * Redirects to a fresh key of the content: one file straight from storage, several as one zip. For scripts: one address
 * that stays, with the token in a header.
 */
export async function downloadVersion(
  ctx: Context<BlobStore>,
  input: VersionAddress & { path?: string | undefined },
): Promise<Response> {
  const { dataset, n } = await findVersion(ctx, input);
  const files = await ctx.db.$count(
    datasetFiles,
    and(eq(datasetFiles.datasetId, dataset.id), eq(datasetFiles.n, n)),
  );
  if (files < 2 || input.path !== undefined)
    return redirectTo((await issueReadKey(ctx, { ...input, purpose: 'download' })).url);
  const { workspaceId, id } = dataset;
  const { url } = issueArchiveKey(ctx, { workspaceId, datasetId: id, n });
  const details = { n, files };
  await recordEvent(ctx, ctx.db, { workspaceId, action: 'dataset.download', subject: id, details });
  return redirectTo(url);
}

function redirectTo(location: string): Response {
  return new Response(null, {
    status: 302,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}
