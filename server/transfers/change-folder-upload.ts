import { and, eq, inArray, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { pathKey } from '#lib/transfers/file-path.ts';
import type { ChangeFolderUpload, FolderUpload } from '#lib/transfers/folder-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { requireDiskRoom } from '#server/storage/index.ts';
import { requireRoom } from '#server/workspaces/index.ts';
import { findUpload, requireReserved, type UploadRow } from './find-upload.ts';
import { toFolderUpload } from './folder-files.ts';
import { keepOpen } from './keep-open.ts';
import { requireUploader } from './uploader.ts';

const { datasets, uploadFiles, uploads } = schema;

/**
 * Says anew how many files an upload has, and which of those named before it is to be without: the folder has changed,
 * or some of it cannot be read. Bytes of theirs that arrived are removed once no key to them is alive. Repeating it
 * changes nothing. Throws `conflict` where more files are named than it is to have.
 */
export async function changeFolderUpload(
  ctx: Context,
  { uploadId, fileCount, size, leaveOut = [] }: ChangeFolderUpload & { uploadId: string },
): Promise<FolderUpload> {
  const uploader = requireUploader(ctx.actor);
  const { workspaceId } = uploader;
  return ctx.db.transaction(async (tx) => {
    const upload = await findUpload(tx, uploader, uploadId, { kinds: ['folder'], lock: true });
    requireReserved(upload, ctx.now());
    await keepOpen(tx, upload, ctx.now());
    if (leaveOut.length > 0)
      await tx
        .delete(uploadFiles)
        .where(and(eq(uploadFiles.uploadId, uploadId), inArray(uploadFiles.pathKey, leaveOut.map(pathKey))));
    const [named] = await tx
      .select({
        files: sql<number>`count(*)::int`,
        fresh: sql<string>`coalesce(sum(${uploadFiles.size}) filter (where not ${uploadFiles.referenced}), 0)`,
      })
      .from(uploadFiles)
      .where(eq(uploadFiles.uploadId, uploadId));
    const files = named?.files ?? 0;
    if (files > fileCount)
      throw new SluiceError(
        'conflict',
        `${files} files of this upload are named by now, and it was to have ${fileCount}; name in leaveOut those it is to be without.`,
      );
    const before = upload.heldBytes ?? upload.size;
    // As it was reserved: of a new version what must be new, more where more is named.
    const heldBytes = Math.max(Number(named?.fresh ?? 0), size - (await earlierBytes(tx, upload)));
    if (heldBytes > before) {
      await requireRoom(tx, workspaceId, heldBytes - before, ctx.now());
      requireDiskRoom(ctx.config, heldBytes - before);
    }
    const [changed] = await tx
      .update(uploads)
      .set({ fileCount, size, heldBytes })
      .where(eq(uploads.id, uploadId))
      .returning();
    if (!changed) throw new Error('the upload row was not written');
    if (upload.fileCount !== fileCount || upload.size !== size || leaveOut.length > 0)
      await recordEvent(ctx, tx, {
        workspaceId,
        action: 'upload.change',
        subject: uploadId,
        details: { files: fileCount, size, without: leaveOut.length },
      });
    return toFolderUpload(changed);
  });
}

/** Bytes of the version before, 0 where there is none. */
async function earlierBytes(tx: Database, { datasetId }: UploadRow): Promise<number> {
  if (datasetId === null) return 0;
  const [dataset] = await tx.select({ size: datasets.size }).from(datasets).where(eq(datasets.id, datasetId));
  return dataset?.size ?? 0;
}
