import { and, asc, eq, gt } from 'drizzle-orm';
import { pathKey } from '#lib/transfers/file-path.ts';
import type { FileState, FolderUploadPage } from '#lib/transfers/folder-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findUpload, type UploadRow } from './find-upload.ts';
import { stateOf, storedOf, toFolderUpload, type UploadFileRow } from './folder-files.ts';
import { requireUploader } from './uploader.ts';

const { uploadFiles } = schema;

/** State of an upload of many files and a page of its files, folder by folder; none once it was swept. */
export async function getFolderUpload(
  ctx: Context<BlobStore>,
  { uploadId, after, limit }: { uploadId: string; after?: string | undefined; limit: number },
): Promise<FolderUploadPage> {
  const upload = await findUpload(ctx.db, requireUploader(ctx.actor), uploadId, { kinds: ['folder'] });
  const rows = await ctx.db
    .select()
    .from(uploadFiles)
    .where(
      and(
        eq(uploadFiles.uploadId, uploadId),
        after === undefined ? undefined : gt(uploadFiles.pathKey, pathKey(after)),
      ),
    )
    .orderBy(asc(uploadFiles.pathKey))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const states = await statesOf(ctx.blobs, upload, page);
  return {
    ...toFolderUpload(upload),
    files: page.map(({ path, size, md5 }, index) => ({ path, size, md5, state: states[index] ?? 'open' })),
    nextAfter: rows.length > limit ? (page.at(-1)?.path ?? null) : null,
  };
}

async function statesOf(
  blobs: BlobStore,
  upload: UploadRow,
  files: readonly UploadFileRow[],
): Promise<FileState[]> {
  if (upload.state === 'confirmed')
    return files.map(({ referenced }) => (referenced ? 'referenced' : 'sealed'));
  const stored = await storedOf(blobs, upload, files);
  return files.map((file) => stateOf(file, stored));
}
