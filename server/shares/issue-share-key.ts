import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import type { IssueShareKey } from '#lib/shares/share-schema.ts';
import { lastName } from '#lib/transfers/file-path.ts';
import { recordEvent } from '#server/audit/index.ts';
import { type FileRow, issueArchiveKey, signFile } from '#server/datasets/index.ts';
import { dispositionOf } from '#server/storage/index.ts';
import { admitLink, type OpenedLink, type VisitorContext } from './admit-link.ts';
import { type SharedVersion, sharedFiles, sharedVersion } from './shared-version.ts';
import { useLink } from './use-link.ts';

/** A key to what an opened link leads to. */
export async function issueShareKey(
  ctx: VisitorContext,
  { code, ticket, path, purpose }: IssueShareKey,
): Promise<ReadKey> {
  const link = await admitLink(ctx, 'dataset', { code, ticket });
  if (purpose === 'preview' && !link.share.preview)
    throw new SluiceError('forbidden', 'Whoever made this link switched previews off; download the data.');
  return keyThrough(link, purpose, path);
}

/**
 * Signs, then counts: a key that could not be signed is no download, and one that was not counted is not handed out.
 * Several files without a path come as one zip; a preview is of the first file then.
 */
export async function keyThrough(
  link: OpenedLink,
  purpose: 'preview' | 'download',
  path: string | undefined,
): Promise<ReadKey> {
  const { ctx } = link;
  const shared = await sharedVersion(link);
  const { dataset, version, fileCount } = shared;
  const wholeZip = path === undefined && purpose === 'download' && fileCount > 1;
  const key = wholeZip ? zipKey(link, shared) : await fileKey(link, shared, path);
  await ctx.db.transaction(async (tx) => {
    await useLink(ctx, tx, purpose, wholeZip ? null : key.path);
    await recordEvent(ctx, tx, {
      workspaceId: dataset.workspaceId,
      action: `dataset.${purpose}`,
      subject: dataset.id,
      details: wholeZip ? { n: version.n, files: fileCount } : { n: version.n, path: key.path },
    });
  });
  return key;
}

/**
 * What `keyThrough` would hand out a key to, as headers; throws as it does, and neither signs nor counts. The size is not
 * among them: Next takes Content-Length off every answer (send-response.js).
 */
export async function factsThrough(
  link: OpenedLink,
  path: string | undefined,
): Promise<Record<string, string>> {
  const shared = await sharedVersion(link);
  if (path === undefined && shared.fileCount > 1)
    return {
      'content-type': 'application/zip',
      'content-disposition': dispositionOf(`${shared.dataset.name}.zip`),
    };
  const file = await oneFile(link, shared, path);
  return {
    'accept-ranges': 'bytes',
    'content-disposition': dispositionOf(lastName(file.path)),
    'content-type': file.contentType,
    etag: file.etag,
  };
}

async function oneFile(link: OpenedLink, shared: SharedVersion, path: string | undefined): Promise<FileRow> {
  const [file] = await sharedFiles(link, shared, { path, limit: 1 });
  if (!file) throw new SluiceError('not_found', 'There is no such file behind this link; look at its files.');
  return file;
}

async function fileKey(link: OpenedLink, shared: SharedVersion, path: string | undefined): Promise<ReadKey> {
  return signFile(link.ctx, await oneFile(link, shared, path));
}

function zipKey({ ctx }: OpenedLink, { dataset, version }: SharedVersion): ReadKey {
  const { workspaceId, id: datasetId, name } = dataset;
  const { url, expiresAt } = issueArchiveKey(ctx, { workspaceId, datasetId, n: version.n });
  const { size } = version;
  return { url, expiresAt: expiresAt.toISOString(), path: `${name}.zip`, size, etag: '', md5: null };
}
