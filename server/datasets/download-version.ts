import { SluiceError } from '#lib/errors.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { issueArchiveKey } from './archive.ts';
import { findFiles, signFile, type VersionAddress } from './issue-read-key.ts';

/**
 * Redirects to a fresh key of the content: one file straight from storage, several as one zip. For scripts: one address
 * that stays, with the token in a header.
 */
export async function downloadVersion(
  ctx: Context<BlobStore>,
  input: VersionAddress & { path?: string | undefined },
): Promise<Response> {
  const { dataset, n, files } = await findFiles(ctx, input);
  if (files.length > 1 && input.path === undefined) {
    const { workspaceId } = dataset;
    const { url } = issueArchiveKey(ctx, { workspaceId, datasetId: dataset.id, n });
    const details = { n, files: files.length };
    await recordEvent(ctx, ctx.db, { workspaceId, action: 'dataset.download', subject: dataset.id, details });
    return redirectTo(url);
  }
  if (files.length === 0)
    throw new SluiceError('not_found', 'This dataset has no such version; look at its versions.');
  return redirectTo((await signFile(ctx, dataset, n, input.path, files, 'download')).url);
}

function redirectTo(location: string): Response {
  return new Response(null, {
    status: 302,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}
