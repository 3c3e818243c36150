import { asc, eq } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { ConfirmFolder } from '#lib/transfers/folder-schema.ts';
import type { ConfirmedUpload } from '#lib/transfers/upload-schema.ts';
import { describeDataset, findDataset, type NewFile, refusingTakenName } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { BlobStore, StoredBlob } from '#server/storage/index.ts';
import { removeWrong } from './add-folder-files.ts';
import { findUpload, requireOpen, type UploadRow } from './find-upload.ts';
import { isRight, stateOf, type UploadFileRow } from './folder-files.ts';
import { listAsVersion, targetOf } from './list-as-version.ts';
import { closeUpload } from './seal-upload.ts';
import { requireUploader } from './uploader.ts';

const { uploadFiles } = schema;
const missingShown = 100;

/**
 * Makes an upload of many files one version, once every file is there: sealed, referenced, or sent whole and held against
 * one list of what storage has. Otherwise nothing is listed, and it can be repeated when the rest was sent. Repeating it
 * answers the same.
 */
export async function confirmFolder(
  ctx: Context<BlobStore>,
  input: ConfirmFolder & { uploadId: string },
): Promise<ConfirmedUpload> {
  const uploader = requireUploader(ctx.actor);
  const { workspaceId } = uploader;
  const upload = await findUpload(ctx.db, uploader, input.uploadId, { kinds: ['folder'] });
  requireOpen(upload, ctx.now());
  const closed =
    upload.state === 'confirmed' ? upload : await confirm(ctx, upload, input, await rowsOf(ctx.db, upload));
  if (!closed) return confirmFolder(ctx, input);
  const { datasetId } = closed;
  const dataset = await findDataset(ctx.db, workspaceId, datasetId ?? '', { deleted: 'accept' });
  return { dataset: await describeDataset(ctx, dataset) };
}

/** Undefined where the upload is of other files by now than `rows`: a page that came later leaves some out, or has more. */
async function confirm(
  ctx: Context<BlobStore>,
  upload: UploadRow,
  input: ConfirmFolder,
  rows: readonly UploadFileRow[],
): Promise<UploadRow | undefined> {
  const uploader = requireUploader(ctx.actor);
  const { workspaceId } = uploader;
  const target = targetOf(upload, input);
  if (target.datasetId !== undefined) await findDataset(ctx.db, workspaceId, target.datasetId);
  if (target.datasetId !== upload.datasetId && rows.some(({ referenced }) => referenced))
    throw new SluiceError(
      'conflict',
      'Files of this upload refer to those of the dataset it was reserved for; begin a new upload for another.',
    );
  const files = await requireComplete(ctx, upload, rows);
  return refusingTakenName(ctx.db, workspaceId, target.name ?? '', () =>
    ctx.db.transaction(async (tx) => {
      const current = await findUpload(tx, uploader, upload.id, { kinds: ['folder'], lock: true });
      requireOpen(current, ctx.now());
      if (current.state === 'confirmed') return current;
      if (!areThose(rows, current, await rowsOf(tx, current))) return undefined;
      return closeUpload(tx, upload.id, await listAsVersion(ctx, tx, current, target, files), ctx.now());
    }),
  );
}

function areThose(rows: readonly UploadFileRow[], upload: UploadRow, now: readonly UploadFileRow[]): boolean {
  const isOther = ({ blobKey }: UploadFileRow, index: number) => blobKey !== rows[index]?.blobKey;
  return upload.fileCount === rows.length && now.length === rows.length && !now.some(isOther);
}

async function rowsOf(db: Database, upload: UploadRow): Promise<UploadFileRow[]> {
  return db
    .select()
    .from(uploadFiles)
    .where(eq(uploadFiles.uploadId, upload.id))
    .orderBy(asc(uploadFiles.pathKey));
}

/** The files as a version has them. Throws `upload_incomplete` where one is missing or is not what was said of it. */
async function requireComplete(
  ctx: Context<BlobStore>,
  upload: UploadRow,
  rows: readonly UploadFileRow[],
): Promise<NewFile[]> {
  const sentWhole = rows.some((row) => row.whole && !row.referenced);
  const stored = sentWhole ? await ctx.blobs.list(upload.blobKey) : new Map<string, StoredBlob>();
  const missing = rows.filter((row) => stateOf(row, stored) === 'open');
  const notNamed = (upload.fileCount ?? 0) - rows.length;
  if (missing.length + notNamed > 0) {
    await removeWrong(ctx.blobs, missing, stored);
    throw new SluiceError(
      'upload_incomplete',
      `${missing.length + notNamed} of ${upload.fileCount} files are not there as they should be; name them again, send them, and confirm once more.`,
      {
        details: {
          missing: missing.slice(0, missingShown).map(({ path }) => path),
          count: missing.length + notNamed,
        },
      },
    );
  }
  return rows.map((row) => toNewFile(row, stored.get(row.blobKey)));
}

function toNewFile(row: UploadFileRow, stored: StoredBlob | undefined): NewFile {
  const { path, size, contentType, blobKey, snapshot, referenced } = row;
  const etag = isRight(row, stored) && !referenced && snapshot === null ? stored.etag : row.etag;
  if (etag === null) throw new Error(`the file of blob ${blobKey} has no ETag`);
  return { path, size, md5: row.md5 ?? undefined, etag, contentType, blobKey, snapshot, referenced };
}
