import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { lastName } from '#lib/transfers/file-path.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import type { FileRow } from './projections.ts';

/** A SAS on one file's sealed bytes, which come under the file's own name. */
export async function signFile(
  { blobs }: Pick<Context<BlobStore>, 'blobs'>,
  file: FileRow,
): Promise<ReadKey> {
  const { path, contentType, size, etag, md5 } = file;
  const { url, expiresAt } = await blobs.issueReadKey(file.blobKey, file.snapshot, {
    name: lastName(path),
    contentType,
  });
  return { url, expiresAt: expiresAt.toISOString(), path, size, etag, md5 };
}
