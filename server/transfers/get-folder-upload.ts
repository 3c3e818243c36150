import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { pathKey } from '#lib/transfers/file-path.ts';
import type { FileState, FolderUploadPage } from '#lib/transfers/folder-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findUpload, type UploadRow } from './find-upload.ts';
import { stateOf, storedOf, toFolderUpload, type UploadFileRow } from './folder-files.ts';
import { requireUploader } from './uploader.ts';

const { uploadFiles } = schema;

interface Query {
  uploadId: string;
  after?: string | undefined;
  limit: number;
  /** Only these. */
  state?: 'open' | undefined;
}

/** State of an upload of many files and a page of its files, folder by folder; none once it was swept. */
export async function getFolderUpload(
  ctx: Context<BlobStore>,
  { uploadId, after, limit, state }: Query,
): Promise<FolderUploadPage> {
  const upload = await findUpload(ctx.db, requireUploader(ctx.actor), uploadId, { kinds: ['folder'] });
  const { referenced, snapshot } = uploadFiles;
  const query = ctx.db
    .select()
    .from(uploadFiles)
    .where(
      and(
        eq(uploadFiles.uploadId, uploadId),
        after === undefined ? undefined : gt(uploadFiles.pathKey, pathKey(after)),
        state && and(eq(referenced, false), isNull(snapshot)),
      ),
    )
    .orderBy(asc(uploadFiles.pathKey));
  // Which of those sent whole are open, storage alone knows.
  const rows = await (state ? query : query.limit(limit + 1));
  const states = await statesOf(ctx.blobs, upload, state ? rows : rows.slice(0, limit));
  const files = rows.flatMap(({ path, size, md5 }, index) => {
    const found = { path, size, md5, state: states[index] ?? 'open' };
    return state && found.state !== state ? [] : [found];
  });
  const page = files.slice(0, limit);
  return {
    ...toFolderUpload(upload),
    files: page,
    nextAfter: files.length > limit ? (page.at(-1)?.path ?? null) : null,
    namedCount: await ctx.db.$count(uploadFiles, eq(uploadFiles.uploadId, uploadId)),
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
