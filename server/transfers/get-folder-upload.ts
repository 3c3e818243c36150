import { and, asc, eq, gt, isNull, type SQL } from 'drizzle-orm';
import { pathKey } from '#lib/transfers/file-path.ts';
import type { FolderUploadPage } from '#lib/transfers/folder-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { findUpload, type UploadRow } from './find-upload.ts';
import { listerOf, stateOf, toFolderUpload, type UploadFileRow } from './folder-files.ts';
import { requireUploader } from './uploader.ts';

const { uploadFiles } = schema;

interface Query {
  uploadId: string;
  after?: string | undefined;
  limit: number;
  /** Only these. */
  state?: 'open' | undefined;
}

type Shown = FolderUploadPage['files'][number];

/** Looked at in one go for those that are open: some tens of milliseconds of the server's one thread. */
const lookedAt = 2000;

/** State of an upload of many files and a page of its files, folder by folder; none once it was swept. */
export async function getFolderUpload(
  ctx: Context<BlobStore>,
  { uploadId, after, limit, state }: Query,
): Promise<FolderUploadPage> {
  const upload = await findUpload(ctx.db, requireUploader(ctx.actor), uploadId, { kinds: ['folder'] });
  const behind = after === undefined ? undefined : pathKey(after);
  const files = await (state ? openFiles : anyFiles)(ctx, upload, behind, limit + 1);
  const page = files.slice(0, limit);
  return {
    ...toFolderUpload(upload),
    files: page,
    nextAfter: files.length > limit ? (page.at(-1)?.path ?? null) : null,
    namedCount: await ctx.db.$count(uploadFiles, eq(uploadFiles.uploadId, uploadId)),
  };
}

async function anyFiles(
  { db, blobs }: Context<BlobStore>,
  upload: UploadRow,
  behind: string | undefined,
  most: number,
): Promise<Shown[]> {
  const rows = await rowsOf(db, upload, { behind, limit: most });
  return shown(upload, rows, listerOf(blobs, upload));
}

/** Which of those sent whole are open, storage alone knows: files are looked at by the thousands, until there are enough. */
async function openFiles(
  { db, blobs }: Context<BlobStore>,
  upload: UploadRow,
  behind: string | undefined,
  most: number,
): Promise<Shown[]> {
  const { referenced, snapshot } = uploadFiles;
  const only = and(eq(referenced, false), isNull(snapshot));
  const stored = listerOf(blobs, upload);
  const found: Shown[] = [];
  for (let from = behind; ; ) {
    const rows = await rowsOf(db, upload, { behind: from, only, limit: lookedAt });
    const files = await shown(upload, rows, stored);
    found.push(...files.filter(({ state }) => state === 'open'));
    from = rows.at(-1)?.pathKey;
    if (rows.length < lookedAt || found.length >= most) return found.slice(0, most);
  }
}

function rowsOf(
  db: Database,
  { id }: UploadRow,
  { behind, only, limit }: { behind: string | undefined; only?: SQL | undefined; limit: number },
): Promise<UploadFileRow[]> {
  return db
    .select()
    .from(uploadFiles)
    .where(
      and(
        eq(uploadFiles.uploadId, id),
        behind === undefined ? undefined : gt(uploadFiles.pathKey, behind),
        only,
      ),
    )
    .orderBy(asc(uploadFiles.pathKey))
    .limit(limit);
}

async function shown(
  upload: UploadRow,
  rows: readonly UploadFileRow[],
  storedOf: ReturnType<typeof listerOf>,
): Promise<Shown[]> {
  const isConfirmed = upload.state === 'confirmed';
  const stored = isConfirmed ? new Map() : await storedOf(rows);
  return rows.map((row) => {
    const { path, size, md5, referenced } = row;
    const confirmed = referenced ? 'referenced' : 'sealed';
    return { path, size, md5, state: isConfirmed ? confirmed : stateOf(row, stored) };
  });
}
